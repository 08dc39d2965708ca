import type { Clock } from '../core/clock.ts';
import { configError } from '../core/errors.ts';
import { text } from '../core/text.ts';
import { urlUnder } from './base-url.ts';
import type { AuthConfig } from './declared-auth-config.ts';
import { compileExpression } from './expression.ts';
import { Budget, STEPS_OF_AN_ANSWER } from './expression-budget.ts';
import type { Http, HttpRequest } from './http.ts';
import { loginOnce } from './login.ts';
import { clientCredentials } from './oauth2.ts';

type Headers = Readonly<Record<string, string>>;

/** What a configuration says of the source's address and of who asks. */
export interface DeclaredAccess extends AuthConfig {
  readonly baseUrl?: string;
  readonly headers: Headers;
  readonly secretHeaders?: Headers;
}

/** Sends a request as somebody whom the source knows, and again where a token had run out. */
export type AsKnown = <T>(request: HttpRequest, send: (request: HttpRequest) => Promise<T>) => Promise<T>;

/** One per read or check, so that it logs in once. What the chosen way needs was checked with the configuration. */
export function asKnown(config: DeclaredAccess, http: Http, clock: Clock): AsKnown {
  const { auth, keyName = '', token = '', username = '', password = '' } = config;
  const own = { ...config.headers, ...config.secretHeaders };
  const add = (request: HttpRequest, more: Headers) => ({
    ...request,
    headers: { ...own, ...request.headers, ...more },
  });
  switch (auth) {
    case 'none':
      return (request, send) => send(add(request, {}));
    case 'header':
      return (request, send) => send(add(request, { [keyName]: token }));
    case 'query':
      return (request, send) =>
        send(add({ ...request, url: withParameter(request.url, keyName, token) }, {}));
    case 'bearer':
      return (request, send) => send(add(request, { Authorization: `Bearer ${token}` }));
    case 'basic': {
      const pair = Buffer.from(`${username}:${password}`, 'utf8').toString('base64');
      return (request, send) => send(add(request, { Authorization: `Basic ${pair}` }));
    }
    case 'oauth2': {
      const { tokenUrl = '', scope, sendIn } = config;
      const client = { tokenUrl, clientId: username, clientSecret: password, scope, sendIn };
      const withToken = clientCredentials(http, client, clock);
      return (request, send) =>
        withToken((access) => send(add(request, { Authorization: `Bearer ${access}` })));
    }
    case 'login': {
      const { header, prefix } = config.login as NonNullable<AuthConfig['login']>;
      const withToken = loginOnce(() => login(config, http, own));
      return (request, send) =>
        withToken((session) => send(add(request, { [header]: `${prefix}${session}` })));
    }
  }
}

function withParameter(address: string | URL, name: string, value: string): URL {
  const url = new URL(address);
  url.searchParams.set(name, value);
  return url;
}

async function login(config: DeclaredAccess, http: Http, headers: Headers): Promise<string> {
  const { baseUrl = '', username, password } = config;
  const { path, userField, passwordField, tokenPath } = config.login as NonNullable<AuthConfig['login']>;
  const { body } = await http.json({
    method: 'POST',
    url: urlUnder(baseUrl, path),
    headers,
    json: { [userField]: username, [passwordField]: password },
  });
  const token = compileExpression(tokenPath)(body, new Budget(STEPS_OF_AN_ANSWER));
  // A header cannot carry more, and an empty one is no token.
  if (typeof token === 'string' && /^[!-~]+$/.test(token)) return token;
  throw configError(
    'NO_TOKEN',
    text(
      `Nguồn trả lời yêu cầu đăng nhập nhưng không có mã ở "${tokenPath}". Hãy kiểm tra tài khoản, và chỗ của mã (login.tokenPath) trong cấu hình nguồn.`,
      `The source answered the login without a token at "${tokenPath}". Check the account, and where the token stands (login.tokenPath).`,
    ),
  );
}
