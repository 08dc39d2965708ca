import { urlUnder } from '../../src/connector-kit/base-url.ts';
import type { Http } from '../../src/connector-kit/http.ts';
import { loginOnce, type WithToken } from '../../src/connector-kit/login.ts';
import { clientCredentials } from '../../src/connector-kit/oauth2.ts';
import type { Clock } from '../../src/core/clock.ts';
import { refused, unexpected } from './answer-errors.ts';
import type { Config } from './config.ts';

/** Code of a login that went well, a number [found]; the data service says "00". */
const LOGIN_OK = 0;

/** How requests prove who asks: a session, a gateway's access token, or nothing but the keys in their headers. */
export function accessTo(config: Config, http: Http, clock: Clock): WithToken<string> {
  switch (config.protocol) {
    case 'adapter':
    case 'rest':
      return loginOnce(() => session(config, http));
    case 'gateway':
    case 'gateway-rest':
      return clientCredentials(http, oauth2Client(config), clock);
    case 'key-rest':
      return (call) => call('');
  }
}

async function session({ baseUrl, authPath, dstcode = '', username, password }: Config, http: Http) {
  const { body } = await http.json({
    method: 'POST',
    url: urlUnder(baseUrl, authPath),
    headers: { dstcode },
    json: { username, password },
  });
  const { session: token, error_code: code } = fieldsOf(body);
  if (code === undefined) throw unexpected('session, error_code');
  if (code !== LOGIN_OK) throw refused(code);
  if (typeof token !== 'string' || token === '') throw unexpected('session');
  return token;
}

const oauth2Client = ({ baseUrl, tokenPath, consumerKey, consumerSecret, scope, secretIn }: Config) => ({
  tokenUrl: tokenPath.startsWith('/') ? urlUnder(baseUrl, tokenPath) : tokenPath,
  clientId: consumerKey ?? '',
  clientSecret: consumerSecret ?? '',
  scope,
  sendIn: secretIn,
});

const fieldsOf = (body: unknown): Readonly<Record<string, unknown>> =>
  typeof body === 'object' && body !== null && !Array.isArray(body)
    ? (body as Readonly<Record<string, unknown>>)
    : {};
