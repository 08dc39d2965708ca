import type { Principal } from '../../core/principal.ts';
import { noteProviderLogin } from '../../store/provider-logins.ts';
import { deleteSession, insertSession, type StoredSession, sessionOf } from '../../store/sessions.ts';
import type { HubDeps } from '../deps.ts';
import { localId } from './local-login.ts';
import { newOpaqueToken, tokenDigest } from './opaque-token.ts';
import { sessionOver } from './refusals.ts';

/** Answers what the browser's cookie is to hold; the database keeps its digest only. */
export async function beginSession({ database, log }: HubDeps, session: StoredSession): Promise<string> {
  const id = newOpaqueToken();
  await database.transaction(async (queries) => {
    await insertSession(queries, tokenDigest(id), session);
    // Of an account of ours `person` tells at any time.
    if (!session.principalId.startsWith(localId(''))) await noteProviderLogin(queries, session);
  });
  log.info({ principal: session.principalId }, 'signed in');
  return id;
}

/** Throws UNAUTHENTICATED when the session is over. */
export async function sessionPrincipal({ database }: HubDeps, id: string): Promise<Principal> {
  const session = await sessionOf(database, tokenDigest(id));
  if (session === null) throw sessionOver();
  const { principalId, name, grants } = session;
  return { kind: 'PERSON', id: principalId, name, grants };
}

export async function endSession({ database, log }: HubDeps, id: string): Promise<void> {
  const principal = await deleteSession(database, tokenDigest(id));
  if (principal !== null) log.info({ principal }, 'signed out');
}
