import type { Http } from '../../src/connector-kit/http.ts';
import { type Clock, SECOND } from '../../src/core/clock.ts';
import { HubError } from '../../src/core/errors.ts';
import type { PlatformConfig } from './config.ts';
import { compiled, shaped } from './shape.ts';

const isTokenAnswer = compiled<{ access_token: string; expires_in: number }>({
  type: 'object',
  required: ['access_token', 'expires_in'],
  properties: { access_token: { type: 'string', minLength: 1 }, expires_in: { type: 'number' } },
});

/** Renewed before its end, so that a slow request does not arrive with a token that has just expired. */
const USED_SHARE_OF_LIFE = 0.9;

/** Runs `call` with a valid token; one that the source refuses is renewed once, and only that call is made again. */
export type WithToken = <T>(call: (token: string) => Promise<T>) => Promise<T>;

export function withTokens(context: { config: PlatformConfig; http: Http; clock: Clock }): WithToken {
  let token = '';
  let goodUntil = Number.NEGATIVE_INFINITY;
  const current = async (): Promise<string> => {
    const now = context.clock.now().getTime();
    if (now < goodUntil) return token;
    const answer = await fetchToken(context);
    token = answer.access_token;
    goodUntil = now + answer.expires_in * USED_SHARE_OF_LIFE * SECOND;
    return token;
  };
  return async (call) => {
    const first = await current();
    try {
      return await call(first);
    } catch (error) {
      if (!(error instanceof HubError && error.code === 'CREDENTIALS_REFUSED')) throw error;
      goodUntil = Number.NEGATIVE_INFINITY;
      return call(await current());
    }
  };
}

async function fetchToken({ config, http }: { config: PlatformConfig; http: Http }) {
  const credentials = Buffer.from(`${config.consumerKey}:${config.consumerSecret}`).toString('base64');
  const answer = await http.json({
    method: 'POST',
    url: `${config.baseUrl.replace(/\/+$/, '')}/token`,
    headers: { authorization: `Basic ${credentials}` },
    form: { grant_type: 'client_credentials' },
  });
  return shaped(isTokenAnswer, answer.body, 'POST token');
}
