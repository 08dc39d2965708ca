import { forgetLoginTry, takeLoginTry } from '../../store/login-tries.ts';
import { personById, type StoredPerson, updatePerson } from '../../store/people.ts';
import type { HubDeps } from '../deps.ts';
import { recordHash } from '../keys.ts';
import { networkOf } from './network-of.ts';
import { hashPassword, isOutdated, isPassword, type PasswordCost } from './password.ts';
import { tooManyTries, wrongLogin } from './refusals.ts';

export interface SignIn {
  readonly login: string;
  readonly password: string;
  /** Where the request came from. */
  readonly address: string;
}

export const localId = (login: string): string => `local:${login.trim().toLowerCase()}`;

/** Throws WRONG_LOGIN, in the same time whatever is wrong, or TOO_MANY_TRIES (S04). */
export async function checkLogin(deps: HubDeps, input: SignIn, cost: PasswordCost): Promise<StoredPerson> {
  const principalId = localId(input.login);
  return countingTries(deps, principalId, input.address, async () => {
    const nobodys = await nobodysPassword(cost);
    const person = await personById(deps.database, principalId);
    const stored = person?.password ?? nobodys;
    const isRight = await isPassword(input.password, stored);
    if (!isRight || !person?.password || person.disabledAt !== null) {
      deps.log.warn({ principal: person === null ? 'unknown' : principalId }, 'sign-in refused');
      throw wrongLogin();
    }
    if (isOutdated(stored, cost)) {
      await updatePerson(deps.database, principalId, { password: await hashPassword(input.password, cost) });
    }
    return person;
  });
}

/** What throws has used up a try of the account and of the address. */
export async function countingTries<T>(
  { database, keys }: HubDeps,
  account: string,
  address: string,
  work: () => Promise<T>,
): Promise<T> {
  const keyed = recordHash(keys.hashSecret);
  const tried = await takeLoginTry(database, [
    keyed('login account')(account),
    keyed('login address')(networkOf(address)),
  ]);
  if (tried === null) throw tooManyTries();
  const result = await work();
  await forgetLoginTry(database, tried);
  return result;
}

const kept = new Map<string, Promise<string>>();

/** Checked where there is no account: a wrong name must not be told from a wrong password by the time it takes. */
function nobodysPassword(cost: PasswordCost): Promise<string> {
  const name = JSON.stringify(cost);
  const known = kept.get(name) ?? hashPassword('nobody has this one', cost);
  kept.set(name, known);
  return known;
}
