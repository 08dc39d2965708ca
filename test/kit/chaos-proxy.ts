import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** What happens to connections that come from now on. */
export type Chaos =
  | { readonly kind: 'pass' }
  /** Accepted, read, never answered. */
  | { readonly kind: 'black hole' }
  /** Ends after so many bytes of the answer. */
  | { readonly kind: 'cut'; readonly afterBytes: number }
  | { readonly kind: 'delay'; readonly ms: number };

export class ChaosProxy {
  chaos: Chaos = { kind: 'pass' };
  readonly #open = new Set<Socket>();
  readonly #target: number;
  port = 0;

  private constructor(target: number) {
    this.#target = target;
  }

  /** In front of a server on this machine; ends with the test. */
  static async before(target: number): Promise<ChaosProxy> {
    const proxy = new ChaosProxy(target);
    const server = createServer((client) => proxy.#accept(client));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    proxy.port = (server.address() as AddressInfo).port;
    onTestFinished(() => {
      for (const socket of proxy.#open) socket.destroy();
      server.close();
    });
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /**
   * Resolves once nobody holds a connection, not even one that came meanwhile: for a request that was given up undici
   * opens one more and keeps it for a while.
   */
  async abandoned(): Promise<void> {
    for (const socket of this.#open) await new Promise((closed) => socket.once('close', closed));
  }

  #accept(client: Socket): void {
    const { chaos } = this;
    this.#keep(client);
    if (chaos.kind === 'black hole') return void client.resume();
    const server = connect(this.#target, '127.0.0.1');
    this.#keep(server);
    client.pipe(server);
    client.once('close', () => server.destroy());
    server.once('close', () => client.destroySoon());
    let passed = 0;
    server.on('data', (data: Buffer) => {
      if (chaos.kind === 'delay') return void setTimeout(() => client.write(data), chaos.ms);
      const rest = chaos.kind === 'cut' ? chaos.afterBytes - passed : data.length;
      passed += data.length;
      client.write(data.subarray(0, Math.max(rest, 0)));
      if (rest < data.length) server.destroy();
    });
  }

  #keep(socket: Socket): void {
    this.#open.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => this.#open.delete(socket));
  }
}
