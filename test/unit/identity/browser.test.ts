import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it, test } from 'vitest';
import { checkedState, LOGIN_TAKES, ownPath, signedState } from '../../../src/app/identity/login-state.ts';
import { networkOf } from '../../../src/app/identity/network-of.ts';
import { ANONYMOUS } from '../../../src/core/principal.ts';
import { authenticator } from '../../../src/server/authenticate.ts';
import { addressOf } from '../../../src/server/login-address.ts';
import { isSecure, loginStateIn, sessionIn, setLoginState } from '../../../src/server/session-cookie.ts';
import { checkOrigin } from '../../../src/server/session-origin.ts';
import { FakeClock } from '../../kit/fake-clock.ts';

function request(headers: Record<string, string>, address = '10.0.0.9'): IncomingMessage {
  const socket = new Socket();
  Object.defineProperty(socket, 'remoteAddress', { value: address });
  return Object.assign(new IncomingMessage(socket), { headers: { host: 'dti.hue.gov.vn', ...headers } });
}

const DIRECT = { publicUrl: null, proxies: 0 };
const BEHIND_ONE = { publicUrl: null, proxies: 1 };
const PUBLIC = { publicUrl: 'https://dti.hue.gov.vn', proxies: 0 };

describe('S04, S40: where a request comes from', () => {
  test.each([
    ['nobody in front: what the header says is not believed', DIRECT, '1.2.3.4', '10.0.0.9', '10.0.0.9'],
    ['a proxy of ours saw it', BEHIND_ONE, '1.2.3.4', '10.0.0.9', '1.2.3.4'],
    ['what stands further left anybody may write', BEHIND_ONE, '9.9.9.9, 1.2.3.4', '10.0.0.9', '1.2.3.4'],
    ['a proxy that says nothing', BEHIND_ONE, '', '10.0.0.9', '10.0.0.9'],
    ['a proxy that writes the port', BEHIND_ONE, '1.2.3.4:51234', '10.0.0.9', '1.2.3.4'],
    ['a proxy that writes IPv6 and the port', BEHIND_ONE, '[2001:db8::7]:51', '10.0.0.9', '2001:db8::7'],
    ['a proxy that hides whom it saw', BEHIND_ONE, 'unknown', '10.0.0.9', '10.0.0.9'],
    ['IPv4 on a socket of both kinds', DIRECT, '', '::ffff:10.0.0.9', '10.0.0.9'],
    ['IPv6 on a link', DIRECT, '', 'fe80::7%eth0', 'fe80::7'],
  ])('%s', (_name, surroundings, forwarded, socket, expected) => {
    const from = request(forwarded === '' ? {} : { 'x-forwarded-for': forwarded }, socket);
    expect(addressOf(from, surroundings)).toBe(expected);
  });
});

test('S40: of strangers nothing is kept of where they are', async () => {
  const whoAsks = authenticator({ adminToken: 'ma-quan-tri', surroundings: DIRECT });
  expect(await whoAsks(request({}), undefined)).toEqual(ANONYMOUS);
});

test('S03: whatever state an address names, no cookie of ours says more than its name and value', () => {
  const response = new ServerResponse(request({}));
  const state = 'a; Path=/; Domain=gov.vn, b=\r\nx';
  setLoginState(request({}), response, DIRECT, { state, signed: 'v' }, 1_000);
  expect(response.getHeader('set-cookie')).toBe(
    'hub_login_aPathDomaingovvn=v; Path=/login/oidc; Max-Age=1; HttpOnly; SameSite=Lax',
  );
  expect(loginStateIn(request({ cookie: 'hub_login_aPathDomaingovvn=v' }), state)).toBe('v');
});

test.each([
  ['10.0.0.9', '10.0.0.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8::7', '2001:db8:0:0'],
])('S04: tries from %s count for %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

describe('S28: a session works only from pages of the hub', () => {
  test.each([
    ['a program', {}, DIRECT, true],
    ['a page of the hub', { origin: 'http://dti.hue.gov.vn' }, DIRECT, true],
    ['behind a proxy of another name', { host: 'hub:4000', origin: 'https://dti.hue.gov.vn' }, PUBLIC, true],
    ['a foreign page', { origin: 'https://evil.example' }, PUBLIC, false],
    ['a page that hides where it is from', { origin: 'null' }, PUBLIC, false],
    ['a link on a foreign page', { 'sec-fetch-site': 'cross-site' }, PUBLIC, false],
    ['a link on a neighbouring page', { 'sec-fetch-site': 'same-site' }, PUBLIC, false],
    ['typed by the person', { 'sec-fetch-site': 'none' }, PUBLIC, true],
  ])('%s', (_name, headers: Record<string, string>, surroundings, isTaken) => {
    const check = () => checkOrigin(request(headers), surroundings);
    if (isTaken) expect(check).not.toThrow();
    else expect(check).toThrow(expect.objectContaining({ code: 'FOREIGN_ORIGIN' }));
  });
});

describe('S03: the cookie over TLS', () => {
  test.each([
    ['the public address says so', PUBLIC, {}, true],
    ['a proxy of ours says so', BEHIND_ONE, { 'x-forwarded-proto': 'https' }, true],
    ['anybody says so', DIRECT, { 'x-forwarded-proto': 'https' }, false],
  ])('%s', (_name, surroundings, headers: Record<string, string>, secure) => {
    expect(isSecure(request(headers), surroundings)).toBe(secure);
  });

  it('is not taken from a neighbour who could set one without TLS', () => {
    const cookie = 'other=1; hub_session=planted';
    expect(sessionIn(request({ cookie }), DIRECT)).toBe('planted');
    expect(sessionIn(request({ cookie }), PUBLIC)).toBeNull();
    expect(sessionIn(request({ cookie: '__Host-hub_session=own' }), PUBLIC)).toBe('own');
  });
});

describe('S02: the state of a login at the provider', () => {
  const state = { state: 's', nonce: 'n', verifier: 'v', returnTo: '/graphiql' };
  const clock = new FakeClock('2026-11-22T08:00:00Z');
  const failed = expect.objectContaining({ code: 'LOGIN_FAILED' });

  it('comes back as it was, to the hub that signed it, in time', () => {
    const signed = signedState('secret', state, clock);
    expect(checkedState('secret', signed, clock)).toEqual(state);
    expect(() => checkedState('another', signed, clock)).toThrow(failed);
    const [body = '', signature = ''] = signed.split('.');
    const forged = Buffer.from(JSON.stringify({ ...state, state: 'mine', until: 9e15 })).toString(
      'base64url',
    );
    expect(() => checkedState('secret', `${forged}.${signature}`, clock)).toThrow(failed);
    expect(() => checkedState('secret', body, clock)).toThrow(failed);
    clock.advance(LOGIN_TAKES + 1);
    expect(() => checkedState('secret', signed, clock)).toThrow(failed);
  });

  test.each([
    ['/graphiql?x=1', '/graphiql?x=1'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['https://evil.example', '/'],
    ['/a\r\nSet-Cookie: x=1', '/'],
    [undefined, '/'],
  ])('goes back to %j: %j', (asked, gone) => {
    expect(ownPath(asked)).toBe(gone);
  });
});
