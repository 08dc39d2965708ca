import { urlUnder } from '../../src/connector-kit/base-url.ts';
import type { Http } from '../../src/connector-kit/http.ts';
import { loginOnce, type WithToken } from '../../src/connector-kit/login.ts';
import { shape } from '../../src/connector-kit/shape.ts';
import { type Clock, SECOND } from '../../src/core/clock.ts';
import type { PlatformConfig } from './config.ts';

export interface Access {
  readonly config: PlatformConfig;
  readonly http: Http;
  readonly clock: Clock;
}

export interface AccessToken {
  readonly value: string;
  /** As the clock counts. */
  readonly goodUntil: number;
}

const tokenAnswer = shape<{ access_token: string; expires_in: number }>({
  type: 'object',
  required: ['access_token', 'expires_in'],
  properties: { access_token: { type: 'string', minLength: 1 }, expires_in: { type: 'number' } },
});

/** Renewed before its end, so that a slow request does not arrive with a token that has just expired. */
const USED_SHARE_OF_LIFE = 0.9;

export function accessTokens({ config, http, clock }: Access): WithToken<AccessToken> {
  const now = () => clock.now().getTime();
  const credentials = Buffer.from(`${config.consumerKey}:${config.consumerSecret}`).toString('base64');
  async function login(): Promise<AccessToken> {
    const askedAt = now();
    const { body } = await http.json({
      method: 'POST',
      url: urlUnder(config.baseUrl, '/token'),
      headers: { authorization: `Basic ${credentials}` },
      form: { grant_type: 'client_credentials' },
    });
    const { access_token: value, expires_in: life } = tokenAnswer(body, 'POST token');
    return { value, goodUntil: askedAt + life * USED_SHARE_OF_LIFE * SECOND };
  }
  return loginOnce(login, ({ goodUntil }) => now() < goodUntil);
}
