import { fromNetwork } from '../../core/origin.ts';
import type { Principal } from '../../core/principal.ts';
import { personById } from '../../store/people.ts';
import type { HubDeps } from '../deps.ts';
import { TOKEN_PREFIX, tokenPrincipal } from './api-tokens.ts';
import { checkLogin, localId, type SignIn } from './local-login.ts';
import { PASSWORD_COST, type PasswordCost } from './password.ts';
import { setPassword } from './people.ts';
import { openProvider, type ProviderSettings } from './provider.ts';
import type { BeganLogin } from './provider-login.ts';
import { badCredential, noProvider, sessionOver } from './refusals.ts';
import { beginSession, endSession, sessionPrincipal } from './sessions.ts';
import { firstAdministrator, type SetUpInput } from './set-up.ts';

export interface IdentitySettings {
  /** Printed on the console of a hub without accounts; null: there is no set-up here. */
  readonly setUpToken: string | null;
  readonly provider: ProviderSettings | null;
  readonly passwordCost?: PasswordCost;
}

export interface SignedIn {
  /** For the browser's cookie. */
  readonly session: string;
}

/** Who asks, and how people come in. What is refused is a HubError; a bad credential is never anonymous. */
export interface Identity {
  /** Of a bearer token of ours or of the provider. */
  bearer(token: string): Promise<Principal>;
  session(id: string): Promise<Principal>;
  signIn(input: SignIn): Promise<SignedIn>;
  signOut(session: string): Promise<void>;
  /** Makes the first administrator and signs in. */
  setUp(input: SetUpInput): Promise<SignedIn>;
  /** All other sessions of the person end. */
  changePassword(session: string, input: ChangePassword): Promise<SignedIn>;
  beginLogin(returnTo: string): Promise<BeganLogin>;
  finishLogin(answer: URL, signedState: string): Promise<SignedIn & { readonly returnTo: string }>;
}

export interface ChangePassword {
  readonly current: string;
  readonly next: string;
  readonly address: string;
}

export function createIdentity(deps: HubDeps, settings: IdentitySettings): Identity {
  const cost = settings.passwordCost ?? PASSWORD_COST;
  const provider = settings.provider === null ? null : openProvider(deps, settings.provider);
  const begin = async (person: {
    readonly principalId: string;
    readonly name: string;
  }): Promise<SignedIn> => ({
    session: await beginSession(deps, { principalId: person.principalId, name: person.name, grants: [] }),
  });
  return {
    async bearer(token) {
      if (token.startsWith(TOKEN_PREFIX)) return tokenPrincipal(deps, token);
      if (provider === null || token.split('.').length !== 3) throw badCredential();
      return provider.bearer(token);
    },
    session: (id) => sessionPrincipal(deps, id),
    signIn: async (input) => begin(await checkLogin(deps, input, cost)),
    signOut: (session) => endSession(deps, session),
    setUp: async (input) => begin(await firstAdministrator(deps, settings.setUpToken, input, cost)),
    async changePassword(session, { current, next, address }) {
      const { id } = await sessionPrincipal(deps, session);
      if (!id.startsWith(localId(''))) throw noProvider();
      const login = id.slice(localId('').length);
      await checkLogin(deps, { login, password: current, address }, cost);
      const person = await personById(deps.database, id);
      if (person === null) throw sessionOver();
      return begin(await setPassword({ ...deps, by: id, from: fromNetwork(address) }, person, next, cost));
    },
    async beginLogin(returnTo) {
      if (provider === null) throw noProvider();
      return provider.begin(returnTo);
    },
    async finishLogin(answer, signedState) {
      if (provider === null) throw noProvider();
      const { session, returnTo } = await provider.finish(answer, signedState);
      return { session: await beginSession(deps, session), returnTo };
    },
  };
}
