import { describe, expect, it } from 'vitest';
import type { Resolve } from '../../../src/connector-kit/outbound-agent.ts';
import {
  checkedRules,
  OutboundGuard,
  type OutboundRules,
  PUBLIC_ONLY,
  withLoopback,
} from '../../../src/connector-kit/outbound-rules.ts';
import { badSource } from '../../kit/bad-source.ts';
import { endOf, failureOf, httpFor } from '../../kit/bad-source-client.ts';
import { ownPlaces } from '../../../src/cli/own-places.ts';
import { json } from '../../kit/bad-source-steps.ts';
import { thrownBy } from '../../kit/thrown-by.ts';

/** As a resolver of this machine would: the names of the corpus that lead inside. */
const INSIDE: Readonly<Record<string, string>> = {
  localhost: '127.0.0.1',
  'localhost.': '127.0.0.1',
  'localhost.localdomain': '127.0.0.1',
  'localtest.me': '127.0.0.1',
  'spoofed.example.vn': '127.0.0.1',
  'v6.example.vn': '::1',
  'zone.example.vn': 'fe80::1%eth0',
  'mapped.example.vn': '::ffff:10.0.0.1',
  'metadata.google.internal': '169.254.169.254',
  '10.0.0.1.nip.io': '10.0.0.1',
};
const resolve: Resolve = async (hostname) => {
  const address = INSIDE[hostname];
  if (!address) throw Object.assign(new Error('dns'), { code: 'ENOTFOUND' });
  return [{ address, family: address.includes(':') ? 6 : 4 }];
};

const CORPUS = [
  // Loopback in every spelling.
  'http://127.0.0.1/',
  'http://127.0.0.1:5432/',
  'http://127.1/',
  'http://127.0.1/',
  'http://127.255.255.254/',
  'http://2130706433/',
  'http://0x7f000001/',
  'http://0x7f.1/',
  'http://017700000001/',
  'http://0177.0.0.1/',
  'http://0177.0x0.0.1/',
  'http://①②⑦.⓪.⓪.①/',
  'http://127。0。0。1/',
  'http://%31%32%37.0.0.1/',
  'http://localhost/',
  'http://LOCALHOST/',
  'http://localhost./',
  'http://ｌｏｃａｌｈｏｓｔ/',
  'http://localhost.localdomain/',
  'http://localtest.me/',
  'http://[::1]/',
  'http://[0:0:0:0:0:0:0:1]/',
  'http://[::]/',
  'http://[::127.0.0.1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[::ffff:7f00:1]/',
  'http://[64:ff9b::127.0.0.1]/',
  'http://[64:ff9b::7f00:1]/',
  'http://[64:ff9b:1::1]/',
  'http://[::ffff:0:127.0.0.1]/',
  'http://[2002:7f00:1::]/',
  'http://[2001:0:7f00:1::1]/',
  // A name or a user before the place that is really asked.
  'http://nguon.example.vn@127.0.0.1/',
  'http://nguon.example.vn:80@127.0.0.1/',
  'http://nguon.example.vn%40127.0.0.1@127.0.0.1/',
  'http://127.0.0.1\\@nguon.example.vn/',
  'http://127.0.0.1#@nguon.example.vn/',
  'http://spoofed.example.vn/',
  'http://v6.example.vn/',
  'http://mapped.example.vn/',
  'http://zone.example.vn/',
  'http://10.0.0.1.nip.io/',
  // Networks of the house and of the cloud.
  'http://0.0.0.0/',
  'http://0/',
  'http://10.0.0.1/',
  'http://167772161/',
  'http://100.64.0.1/',
  'http://169.254.169.254/latest/meta-data/',
  'http://0xa9fea9fe/',
  'http://metadata.google.internal/',
  'http://[::ffff:a9fe:a9fe]/',
  'http://[fd00:ec2::254]/',
  'http://172.16.0.1/',
  'http://172.31.255.255/',
  'http://192.168.1.1/',
  'http://192.0.0.192/',
  'http://198.18.0.1/',
  'http://224.0.0.1/',
  'http://240.0.0.1/',
  'http://255.255.255.255/',
  'http://[fe80::1]/',
  'http://[fc00::1]/',
  'http://[ff02::1]/',
  'https://10.0.0.1/',
];

describe('S12 no way inside', () => {
  it.each(CORPUS)('%s', async (url) => {
    const { http } = httpFor({ rules: PUBLIC_ONLY, resolve });
    expect(await endOf(http, url)).toEqual(['config', 'ADDRESS_NOT_ALLOWED']);
  });

  it('without any rules', async () => {
    const source = await badSource([json(1)]);
    const { http } = httpFor({ rules: undefined });
    expect(await endOf(http, source.url)).toEqual(['config', 'ADDRESS_NOT_ALLOWED']);
    expect(source.connections()).toBe(0);
  });

  it('a connection that other rules had opened is not used', async () => {
    const source = await badSource([json(1)]);
    await httpFor().http.json({ url: source.url });
    expect(await endOf(httpFor({ rules: PUBLIC_ONLY }).http, source.url)).toEqual([
      'config',
      'ADDRESS_NOT_ALLOWED',
    ]);
    expect(source.seen).toHaveLength(1);
  });

  it('the message names the host, the reason and the way out, and nothing else of the address', async () => {
    const { http } = httpFor({ rules: PUBLIC_ONLY });
    const error = await failureOf(http.json({ url: 'http://user:bi-mat@10.0.0.1/duong-dan?token=bi-mat' }));
    expect(error.text.vi).toMatch(/10\.0\.0\.1.*nội bộ.*HUB_ALLOW_HOSTS/);
    expect(error.text.en).toMatch(/10\.0\.0\.1.*private.*HUB_ALLOW_HOSTS/);
    expect(JSON.stringify([error.text, error.details, error.stack])).not.toMatch(/bi-mat|duong-dan/);
  });
});

describe('S12 the hub itself is no source', () => {
  const config = { databaseUrl: 'postgres://u:p@csdl.hue.gov.vn/hub', host: '127.0.0.1', port: 4000 };

  it.each([
    ['csdl.hue.gov.vn', 5432, '10.1.0.9', true],
    ['ten-khac.hue.gov.vn', 5432, '10.1.0.9', true],
    ['ten-khac.hue.gov.vn', 5432, '::ffff:10.1.0.9', true],
    ['10.1.0.9', 8080, '10.1.0.9', false],
    ['localhost', 4000, '127.0.0.1', true],
    ['localhost', 4000, '127.9.9.9', true],
    ['localhost', 4001, '127.0.0.1', false],
  ])('%s:%i at %s, whatever is allowed: %s', async (hostname, port, address, isOwn) => {
    const never = await ownPlaces(config, async () => [{ address: '10.1.0.9' }]);
    const rules = checkedRules({
      allow: ['10.0.0.0/8', '127.0.0.0/8', '*.hue.gov.vn:5432', hostname],
      never,
    });
    expect(isRefused(rules, hostname, port, address)).toBe(isOwn);
  });

  it('any address of the machine is its own where the API listens on all of them', async () => {
    const never = await ownPlaces({ databaseUrl: null, host: '0.0.0.0', port: 4000 });
    expect(never).toContain('127.0.0.1:4000');
    expect(isRefused({ allow: ['127.0.0.0/8'], never }, 'localhost', 4000, '127.0.0.1')).toBe(true);
  });
});

describe('S14 only web addresses at web ports', () => {
  it.each([
    'ftp://nguon.example.vn/',
    'file:///etc/passwd',
    'gopher://a.vn',
    'javascript:1',
    'data:,1',
    'a.vn',
  ])('%s is no address of a source', async (url) => {
    expect(await endOf(httpFor().http, url)).toEqual(['config', 'BAD_ADDRESS']);
  });

  it.each([
    [80, false],
    [443, false],
    [8080, false],
    [8443, false],
    [13_299, false],
    [22, true],
    [25, true],
    [1_433, true],
    [5_432, true],
    [6_379, true],
    [27_017, true],
  ])('port %i of a public server: refused %s', (port, isShut) => {
    expect(isRefused(PUBLIC_ONLY, 'nguon.example.vn', port, '1.1.1.1')).toBe(isShut);
    // The administrator may name it.
    expect(isRefused({ allow: [`nguon.example.vn:${port}`] }, 'nguon.example.vn', port, '1.1.1.1')).toBe(
      false,
    );
  });
});

const isRefused = (rules: OutboundRules, hostname: string, port: number, ...addresses: string[]) =>
  new OutboundGuard(rules).refusal(hostname, port, addresses) !== null;

describe('public servers may be asked', () => {
  it.each([
    '1.1.1.1',
    '103.9.200.1',
    '172.15.255.255',
    '172.32.0.1',
    '100.128.0.1',
    '223.255.255.255',
    '2606:4700:4700::1111',
    '2001:4860:4860::8888',
    '::ffff:1.1.1.1',
    '64:ff9b::101:101',
  ])('%s', (address) => {
    expect(isRefused(PUBLIC_ONLY, 'nguon.example.vn', 443, address)).toBe(false);
  });

  it('what is no address is none of them', () => {
    expect(isRefused(PUBLIC_ONLY, 'nguon.example.vn', 443, 'rác')).toBe(true);
  });
});

describe('what the administrator allows', () => {
  it.each([
    ['10.1.0.0/16', 'a.vn', 80, '10.1.255.255', true],
    ['10.1.0.0/16', 'a.vn', 80, '10.2.0.0', false],
    ['10.1.0.0/16', 'a.vn', 80, '::ffff:10.1.2.3', true],
    ['10.1.2.3', 'a.vn', 80, '10.1.2.3', true],
    ['10.1.2.3', 'a.vn', 80, '10.1.2.4', false],
    ['10.1.0.0/16:8080', 'a.vn', 8080, '10.1.2.3', true],
    ['10.1.0.0/16:8080', 'a.vn', 80, '10.1.2.3', false],
    ['fd00::/8', 'a.vn', 80, 'fd12::1', true],
    ['fd00::1', 'a.vn', 80, 'fd00::2', false],
    ['[fd00::/8]:8443', 'a.vn', 8443, 'fd12::1', true],
    ['[fd00::/8]:8443', 'a.vn', 443, 'fd12::1', false],
    ['lgsp.hue.gov.vn', 'lgsp.hue.gov.vn', 80, '10.0.0.1', true],
    ['LGSP.hue.gov.vn', 'lgsp.hue.gov.vn.', 80, '10.0.0.1', true],
    ['lgsp.hue.gov.vn', 'x.lgsp.hue.gov.vn', 80, '10.0.0.1', false],
    ['lgsp.hue.gov.vn', 'lgsp-hue.gov.vn', 80, '10.0.0.1', false],
    ['lgsp.hue.gov.vn:8080', 'lgsp.hue.gov.vn', 443, '10.0.0.1', false],
    ['*.hue.gov.vn', 'a.b.hue.gov.vn', 80, '10.0.0.1', true],
    ['*.hue.gov.vn', 'hue.gov.vn', 80, '10.0.0.1', false],
    ['*.hue.gov.vn', 'xhue.gov.vn', 80, '10.0.0.1', false],
    ['*.hue.gov.vn:8080', 'a.hue.gov.vn', 8080, '10.0.0.1', true],
    ['máychủ.vn', 'xn--mych-5na3327b.vn', 80, '10.0.0.1', true],
    ['mayhost', 'mayhost', 80, '10.0.0.1', true],
  ])('%s, asked %s:%i at %s: %s', (entry, hostname, port, address, isAllowed) => {
    expect(isRefused({ allow: [entry] }, hostname, port, address)).toBe(!isAllowed);
  });

  it('one address outside of the range spoils the others', () => {
    expect(isRefused({ allow: ['10.1.0.0/16'] }, 'a.vn', 80, '10.1.0.1', '10.2.0.1')).toBe(true);
  });

  it('practice sources on this machine', () => {
    const rules = withLoopback({ allow: ['10.1.0.0/16'] });
    expect(isRefused(rules, 'localhost', 4001, '127.0.0.1', '::1')).toBe(false);
    expect(isRefused(rules, 'a.vn', 80, '10.1.0.1')).toBe(false);
    expect(isRefused(rules, 'a.vn', 80, '192.168.0.1')).toBe(true);
  });

  it.each([
    '10.0.0.0/33',
    '10.0.0.0/x',
    'fd00::/129',
    '10.0.0',
    '10.0.0.300',
    'http://lgsp.hue.gov.vn',
    'lgsp.hue.gov.vn/api',
    'lgsp.hue.gov.vn:0',
    'lgsp.hue.gov.vn:70000',
    'lgsp.hue.gov.vn:http',
    '*',
    '*.10.0.0.1',
    'a b.vn',
    'a..vn',
    '',
  ])('the malformed entry %j is told at the start', (entry) => {
    const error = thrownBy(() => checkedRules({ allow: ['10.0.0.1', entry] }));
    expect([error.family, error.code]).toEqual(['stop', 'BAD_CONFIGURATION']);
    expect(error.text.vi).toContain(`"${entry}"`);
  });
});
