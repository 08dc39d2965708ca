import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { stopError } from '../core/errors.ts';

/** Resolves with the port that was opened: 0 lets the system choose. */
export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) =>
      reject(
        stopError(
          cause.code === 'EADDRINUSE' ? 'PORT_TAKEN' : 'LISTEN_FAILED',
          {
            vi: `Không mở được cổng ${port} tại ${host} (${cause.code}). Hãy chọn cổng khác bằng biến PORT.`,
            en: `Port ${port} at ${host} cannot be opened (${cause.code}). Choose another one with PORT.`,
          },
          cause,
        ),
      ),
    );
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}
