import { networkInterfaces } from 'node:os';
import { describe, expect, it } from 'vitest';
import type { Resolve } from '../../src/connector-kit/outbound-agent.ts';
import { badSource } from '../kit/bad-source.ts';
import { endOf, httpFor } from '../kit/bad-source-client.ts';
import { json } from '../kit/bad-source-steps.ts';

/** Answers one list of addresses after the other, the last one for ever. */
function dns(...answers: (readonly string[] | Error)[]) {
  const asked: string[] = [];
  const resolve: Resolve = async (hostname) => {
    asked.push(hostname);
    const answer = answers[Math.min(asked.length, answers.length) - 1] ?? [];
    if (answer instanceof Error) throw answer;
    return answer.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  };
  return { resolve, asked };
}

const failing = (code: string) => Object.assign(new Error('dns'), { code });
const hasIpv6 = Object.values(networkInterfaces()).some((all) =>
  all?.some(({ address }) => address === '::1'),
);

describe('F26 S13 what the DNS answers', () => {
  const named = ({ port }: { port: number }) => `http://nguon.example.vn:${port}/`;

  it('is asked once for a connection, which goes where the check went', async () => {
    const source = await badSource([json(1, { connection: 'close' })]);
    const { resolve, asked } = dns(['127.0.0.1'], ['127.0.0.2']);
    const { http } = httpFor({ resolve });
    expect((await http.json({ url: named(source) })).body).toBe(1);
    expect(asked).toEqual(['nguon.example.vn']);
    expect(source.seen[0]?.headers.host).toBe(`nguon.example.vn:${source.port}`);
  });

  it('a name that leads to a private address the second time is refused then', async () => {
    const source = await badSource([json(1, { connection: 'close' })]);
    const { http } = httpFor({ resolve: dns(['127.0.0.1'], ['10.0.0.1'], ['127.0.0.1']).resolve });
    await http.json({ url: named(source) });
    expect(await endOf(http, named(source))).toEqual(['config', 'ADDRESS_NOT_ALLOWED']);
    expect(source.seen).toHaveLength(1);
  });

  it.each([[['127.0.0.1', '10.0.0.1']], [['10.0.0.1', '127.0.0.1']], [['127.0.0.1', '::ffff:a9fe:a9fe']]])(
    'one private address among %j spoils all',
    async (addresses) => {
      const source = await badSource([json(1)]);
      const { http } = httpFor({ resolve: dns(addresses).resolve });
      expect(await endOf(http, named(source))).toEqual(['config', 'ADDRESS_NOT_ALLOWED']);
      expect(source.connections()).toBe(0);
    },
  );

  it.each([
    ['no address', [], 'config', 'HOST_NOT_FOUND'],
    ['no such name', failing('ENOTFOUND'), 'config', 'HOST_NOT_FOUND'],
    ['no DNS', failing('EAI_AGAIN'), 'retry', 'DNS_FAILED'],
  ] as const)('%s', async (_, answer, family, code) => {
    const { http } = httpFor({ resolve: dns(answer).resolve, attempts: 2 });
    expect(await endOf(http, 'http://nguon.example.vn/')).toEqual([family, code]);
  });

  it.skipIf(!hasIpv6)('IPv6 only', async () => {
    const source = await badSource([json(1)], { host: '::1' });
    const { http } = httpFor({ resolve: dns(['::1']).resolve, rules: { allow: ['::1'] } });
    expect((await http.json({ url: named(source) })).body).toBe(1);
  });

  it('an address that does not answer does not hide the next one', async () => {
    const source = await badSource([json(1)]);
    const { http } = httpFor({
      resolve: dns(['127.0.0.9', '127.0.0.1']).resolve,
      rules: { allow: ['127.0.0.0/8'] },
    });
    expect((await http.json({ url: named(source) })).body).toBe(1);
  });
});
