import { randomBytes } from 'node:crypto';
import type { Queries } from '../../store/database.ts';
import { allPeople, insertPerson, personById, type StoredPerson, updatePerson } from '../../store/people.ts';
import { deleteSessionsOf } from '../../store/sessions.ts';
import { record } from '../audit/record.ts';
import type { HubDeps } from '../deps.ts';
import { type GrantText, grantOf, grantText, sameGrant } from './grant-text.ts';
import { localId } from './local-login.ts';
import { checkNewPassword, hashPassword, type PasswordCost } from './password.ts';
import { badInput, personExists, unknownPerson } from './refusals.ts';

export interface NewPerson {
  /** Login name; of somebody known to the identity provider the subject there. */
  readonly login: string;
  readonly name: string;
  readonly grants: readonly GrantText[];
  /** null: an account with a password of ours. */
  readonly issuer: string | null;
}

/** A person, and the password that is shown once; null where none was made. */
export interface PersonWithPassword {
  readonly person: StoredPerson;
  readonly password: string | null;
}

export const people = ({ database }: HubDeps): Promise<StoredPerson[]> => allPeople(database);

/** 144 bits in letters that can be read out. */
const newPassword = (): string => randomBytes(18).toString('base64url');

export async function addPerson(
  deps: HubDeps,
  input: NewPerson,
  cost: PasswordCost,
): Promise<PersonWithPassword> {
  const principalId = input.issuer === null ? localIdOf(input.login) : oidcId(input.issuer, input.login);
  const password = input.issuer === null ? newPassword() : null;
  const person = await storePerson(deps, {
    principalId,
    name: input.name.trim() || input.login,
    password: password === null ? null : await hashPassword(password, cost),
    grants: input.grants.map((typed) => grantOf(deps, typed)),
  });
  return { person, password };
}

type StorePerson = Parameters<typeof insertPerson>[1];

const storePerson = (deps: HubDeps, person: StorePerson): Promise<StoredPerson> =>
  deps.database.transaction((queries) => storeIn(queries, deps, person));

/** In a transaction of the caller's. */
export async function storeIn(queries: Queries, deps: HubDeps, person: StorePerson): Promise<StoredPerson> {
  const stored = await insertPerson(queries, person);
  if (stored === null) throw personExists(person.principalId);
  await record(deps, queries, {
    action: 'PERSON_ADDED',
    subject: 'Person',
    subjectKey: stored.principalId,
    after: personDocument(deps, stored),
  });
  return stored;
}

/** A new password that is shown once; whoever is signed in with the old one is no more. */
export async function resetPassword(
  deps: HubDeps,
  login: string,
  cost: PasswordCost,
): Promise<PersonWithPassword> {
  const known = await knownPerson(deps, login);
  if (known.password === null) throw unknownPerson(login);
  const password = newPassword();
  return { person: await setPassword(deps, known, password, cost), password };
}

export async function setPassword(
  deps: HubDeps,
  known: StoredPerson,
  password: string,
  cost: PasswordCost,
): Promise<StoredPerson> {
  checkNewPassword(password, known.principalId.replace(/^local:/, ''));
  return change(deps, known, { password: await hashPassword(password, cost) });
}

/** Ends the sessions at once, and the tokens that the person made are no good any more. */
export const setDisabled = async (deps: HubDeps, login: string, disabled: boolean) =>
  change(deps, await knownPerson(deps, login), { disabled });

export async function addGrant(deps: HubDeps, login: string, typed: GrantText) {
  const known = await knownPerson(deps, login);
  const grant = grantOf(deps, typed);
  const others = known.grants.filter((one) => !sameGrant(one, grant));
  return change(deps, known, { grants: [...others, grant] });
}

export async function takeGrant(deps: HubDeps, login: string, typed: GrantText) {
  const known = await knownPerson(deps, login);
  const grant = grantOf(deps, typed);
  const others = known.grants.filter((one) => !sameGrant(one, grant));
  if (others.length < known.grants.length) return change(deps, known, { grants: others });
  const held = known.grants.map((one) => grantText(deps, one)).join(', ') || '–';
  throw badInput(
    'grants',
    `"${login}" không có quyền "${typed}"; đang có: ${held}.`,
    `"${login}" does not have the right "${typed}"; there are: ${held}.`,
  );
}

async function change(
  deps: HubDeps,
  known: StoredPerson,
  changed: Parameters<typeof updatePerson>[2],
): Promise<StoredPerson> {
  return deps.database.transaction(async (queries) => {
    const person = await updatePerson(queries, known.principalId, changed);
    if (person === null) throw unknownPerson(known.principalId);
    if (changed.disabled || changed.password != null) await deleteSessionsOf(queries, known.principalId);
    await record(deps, queries, {
      action: 'PERSON_CHANGED',
      subject: 'Person',
      subjectKey: person.principalId,
      before: personDocument(deps, known),
      after: { ...personDocument(deps, person), newPassword: changed.password != null },
    });
    return person;
  });
}

/** For the audit: nothing of the password. */
const personDocument = (deps: HubDeps, { name, grants, disabledAt }: StoredPerson) => ({
  name,
  grants: grants.map((grant) => grantText(deps, grant)),
  disabled: disabledAt !== null,
});

/** By login name, or by the whole id as `hub users list` shows it. */
async function knownPerson({ database }: HubDeps, login: string): Promise<StoredPerson> {
  const person = (await personById(database, login)) ?? (await personById(database, localId(login)));
  if (person === null) throw unknownPerson(login);
  return person;
}

const LOGIN = /^[a-z0-9][a-z0-9._-]{1,39}$/;

export function localIdOf(login: string): string {
  const id = localId(login);
  if (LOGIN.test(id.slice('local:'.length))) return id;
  throw badInput(
    'login',
    `Tên đăng nhập "${login.slice(0, 60)}" không hợp lệ; cần 2 đến 40 chữ thường không dấu, chữ số, dấu chấm hoặc gạch.`,
    `The login name "${login.slice(0, 60)}" is not valid; expected 2 to 40 of a-z, 0-9, dot, hyphen, underscore.`,
  );
}

export const oidcId = (issuer: string, subject: string): string => `oidc:${issuer}#${subject}`;
