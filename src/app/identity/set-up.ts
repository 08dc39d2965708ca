import { timingSafeEqual } from 'node:crypto';
import { fromNetwork } from '../../core/origin.ts';
import { isAnybodyKnown, lockPeople, type StoredPerson } from '../../store/people.ts';
import type { HubDeps } from '../deps.ts';
import { countingTries } from './local-login.ts';
import { newOpaqueToken, tokenDigest } from './opaque-token.ts';
import { checkNewPassword, hashPassword, type PasswordCost } from './password.ts';
import { localIdOf, storeIn } from './people.ts';
import { wrongSetUpToken } from './refusals.ts';

export interface SetUpInput {
  readonly token: string;
  readonly login: string;
  readonly name: string;
  readonly password: string;
  readonly address: string;
}

/** For the console of a hub that has no account yet; null: there is one (S05). */
export const newSetUpToken = async ({ database }: HubDeps): Promise<string | null> =>
  (await isAnybodyKnown(database)) ? null : newOpaqueToken();

/** Makes the first administrator. The token is void as soon as there is any account, in whatever process. */
export async function firstAdministrator(
  deps: HubDeps,
  expected: string | null,
  input: SetUpInput,
  cost: PasswordCost,
): Promise<StoredPerson> {
  return countingTries(deps, 'set-up', input.address, async () => {
    if (expected === null || !isSame(input.token, expected)) throw wrongSetUpToken();
    const principalId = localIdOf(input.login);
    checkNewPassword(input.password, input.login);
    const password = await hashPassword(input.password, cost);
    const from = fromNetwork(input.address);
    const grants = [{ role: 'ADMINISTRATOR', unit: null }] as const;
    return deps.database.transaction(async (queries) => {
      await lockPeople(queries);
      if (await isAnybodyKnown(queries)) throw wrongSetUpToken();
      const name = input.name.trim() || input.login;
      return storeIn(queries, { ...deps, by: 'set-up', from }, { principalId, name, password, grants });
    });
  });
}

const isSame = (given: string, expected: string): boolean =>
  timingSafeEqual(Buffer.from(tokenDigest(given)), Buffer.from(tokenDigest(expected)));
