import { type Clock, SECOND } from '../core/clock.ts';
import { configError, HubError } from '../core/errors.ts';
import { text } from '../core/text.ts';
import type { Http, HttpRequest } from './http.ts';
import { loginOnce, type WithToken } from './login.ts';

/** What a gateway's operator gives an application that asks in its own name. */
export interface OAuth2Client {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope?: string | undefined;
  /** Where the secret stands: in the header (RFC 6749, what gateways expect) or among the form's fields. */
  readonly sendIn?: 'basic' | 'body' | undefined;
}

interface AccessToken {
  readonly value: string;
  /** As the clock counts; Infinity when the source does not say. */
  readonly goodUntil: number;
}

/** Renewed before its end, so that a slow request does not arrive with a token that has just expired. */
const USED_SHARE_OF_LIFE = 0.9;

/**
 * OAuth2 client credentials (RFC 6749, 4.4): one token for all calls. It is renewed a little before its end, and
 * once for a call that the source answers with 401 although the token should still hold (F04). The token is a
 * secret: it stands in no error and in no log.
 */
export function clientCredentials(http: Http, client: OAuth2Client, clock: Clock): WithToken<string> {
  const now = () => clock.now().getTime();
  async function login(): Promise<AccessToken> {
    const askedAt = now();
    const { body } = await http.json(tokenRequest(client)).catch((error: unknown) => {
      throw told(error, hostOf(client));
    });
    const { access_token: value, expires_in: life } = fieldsOf(body);
    if (typeof value !== 'string' || !HEADER_SAFE.test(value)) throw noToken(hostOf(client));
    return { value, goodUntil: askedAt + lifeOf(life) * USED_SHARE_OF_LIFE * SECOND };
  }
  const withToken = loginOnce(login, ({ goodUntil }) => now() < goodUntil);
  return (call) => withToken(({ value }) => call(value));
}

/** A token with any other sign cannot be sent back. */
const HEADER_SAFE = /^[!-~]+$/;

function tokenRequest({ tokenUrl, clientId, clientSecret, scope, sendIn }: OAuth2Client): HttpRequest {
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
  return {
    method: 'POST',
    url: tokenUrl,
    headers: sendIn === 'body' ? {} : { authorization: `Basic ${basic}` },
    form: {
      grant_type: 'client_credentials',
      ...(scope ? { scope } : {}),
      ...(sendIn === 'body' ? { client_id: clientId, client_secret: clientSecret } : {}),
    },
  };
}

/** Seconds. One that is missing or senseless says nothing: the token is used until it is refused. */
function lifeOf(expiresIn: unknown): number {
  const life = typeof expiresIn === 'string' && expiresIn.trim() ? Number(expiresIn) : expiresIn;
  return typeof life === 'number' && life > 0 ? life : Number.POSITIVE_INFINITY;
}

const fieldsOf = (body: unknown): Readonly<Record<string, unknown>> =>
  typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>) : {};

/** Only asked after a request went to that address, so it is one. */
const hostOf = ({ tokenUrl }: OAuth2Client): string => new URL(tokenUrl).host;

/** RFC 6749, 5.2: a wrong key or secret is told by 400 as well as by 401; some gateways say 403. */
const REFUSALS = ['REQUEST_REFUSED', 'CREDENTIALS_REFUSED', 'NO_PERMISSION'];

const told = (error: unknown, host: string): unknown =>
  error instanceof HubError && REFUSALS.includes(error.code) ? refused(host) : error;

const refused = (host: string): HubError =>
  configError(
    'CREDENTIALS_REFUSED',
    text(
      `Máy chủ ${host} không cấp mã truy cập cho ứng dụng này. Hãy nhập lại mã ứng dụng (key) và mật khẩu ứng dụng (secret), rồi hỏi đơn vị vận hành xem ứng dụng còn hiệu lực, đúng phạm vi (scope) và được phép lấy mã bằng client_credentials hay không.`,
      `${host} gives this application no access token. Enter its key and secret again, then ask the operator whether the application is active, the scope right and the grant client_credentials allowed.`,
    ),
  );

const noToken = (host: string): HubError =>
  configError(
    'NO_ACCESS_TOKEN',
    text(
      `Câu trả lời của máy chủ ${host} không có mã truy cập (access_token) dùng được. Hãy kiểm tra đường dẫn lấy mã, mã ứng dụng và mật khẩu ứng dụng của nguồn.`,
      `The answer of ${host} holds no usable access_token. Check the token path and the key and secret of the source.`,
    ),
  );
