import { DAY } from '../../core/clock.ts';
import { formatMoment } from '../../core/format-moment.ts';
import { isAdministrator, isSignedIn, type Principal } from '../../core/principal.ts';
import {
  apiTokenById,
  apiTokensBefore,
  countApiTokens,
  insertApiToken,
  type NewApiToken,
  revokeApiToken as revokeStored,
  type StoredApiToken,
  useApiToken,
} from '../../store/api-tokens.ts';
import { record } from '../audit/record.ts';
import { isRowNumber, placeCursor, placeOf } from '../cursor.ts';
import type { HubDeps } from '../deps.ts';
import type { Page, PageRequest } from '../page.ts';
import { checkPage } from '../paging.ts';
import type { ApiTokenView, CreateApiToken, CreatedApiToken } from '../views/api-token.ts';
import { covers } from './covers.ts';
import { grantOf, grantText } from './grant-text.ts';
import { newOpaqueToken, tokenDigest } from './opaque-token.ts';
import { badCredential, badInput, moreThanOwn, notSignedIn, unknownToken } from './refusals.ts';

/** So that scanners find one that was published by mistake. */
export const TOKEN_PREFIX = 'dti_';

const LONGEST_DAYS = 366;

/** Throws MORE_THAN_OWN_RIGHTS where a right goes beyond those of `by` (S11). */
export async function createApiToken(
  deps: HubDeps,
  by: Principal,
  input: CreateApiToken,
): Promise<CreatedApiToken> {
  if (!isSignedIn(by)) throw notSignedIn();
  const name = input.name.trim();
  if (name.length < 1 || name.length > 80) throw badName(name);
  const grants = input.grants.map(({ role, unit }) =>
    grantOf(deps, unit === null ? role : `${role}:${unit}`),
  );
  if (grants.length === 0) throw badInput('grants', 'Hãy nêu ít nhất một quyền.', 'Name one right at least.');
  const above = grants.find((grant) => !covers(deps.directory, by.grants, grant));
  if (above) throw moreThanOwn(grantText(deps, above));
  const maker = await makerOf(deps, by);
  checkExpiry(input.expiresAt, deps.clock.now(), maker.until);
  const secret = TOKEN_PREFIX + newOpaqueToken();
  const { expiresAt } = input;
  const token = await store({ ...deps, by: by.id }, secret, { name, grants, expiresAt, ...maker.of });
  return { token: toView(deps, token), secret };
}

const store = (deps: HubDeps, secret: string, token: NewApiToken): Promise<StoredApiToken> =>
  deps.database.transaction(async (queries) => {
    const stored = await insertApiToken(queries, tokenDigest(secret), token);
    await record(deps, queries, {
      action: 'API_TOKEN_CREATED',
      subject: 'ApiToken',
      subjectKey: String(stored.id),
      after: tokenDocument(deps, stored),
    });
    return stored;
  });

/** For the audit. */
const tokenDocument = (deps: HubDeps, { name, grants, owner, expiresAt }: StoredApiToken) => ({
  name,
  grants: grants.map((grant) => grantText(deps, grant)),
  owner,
  expiresAt: expiresAt.toISOString(),
});

const ofToken = (principalId: string): number | null =>
  Number(/^token:(\d{1,9})$/.exec(principalId)?.[1] ?? Number.NaN) || null;

/** A token may make others, which live no longer than itself and answer to its own owner. */
async function makerOf({ database }: HubDeps, by: Principal) {
  const parentId = ofToken(by.id);
  const parent = parentId === null ? null : await apiTokenById(database, parentId);
  return { of: { owner: parent?.owner ?? by.id, parentId }, until: parent?.expiresAt ?? null };
}

function checkExpiry(expiresAt: Date, now: Date, until: Date | null): void {
  const latest = until ?? new Date(now.getTime() + LONGEST_DAYS * DAY);
  if (expiresAt > now && expiresAt <= latest) return;
  throw badInput(
    'expiresAt',
    `Mã hết hạn lúc ${formatMoment(expiresAt)} là không được; cần sau lúc này và không muộn hơn ${formatMoment(latest)}.`,
    `A token cannot expire at ${formatMoment(expiresAt)}; expected after now and not later than ${formatMoment(latest)}.`,
  );
}

const badName = (name: string) =>
  badInput(
    'name',
    `Tên của mã dài ${name.length} ký tự; cần 1 đến 80. Hãy đặt tên theo chương trình sẽ dùng mã.`,
    `The name of the token has ${name.length} characters; expected 1 to 80. Name it after the program that uses it.`,
  );

/** Throws UNAUTHENTICATED. A token never reaches beyond what its owner may do: today, or by the last sign-in at the provider. */
export async function tokenPrincipal({ database, directory }: HubDeps, secret: string): Promise<Principal> {
  const used = await useApiToken(database, tokenDigest(secret));
  if (used === null) throw badCredential();
  const { id, name, grants, ownerGrants: limits } = used;
  return {
    kind: 'TOKEN',
    id: `token:${id}`,
    name,
    grants: limits === null ? grants : grants.filter((grant) => covers(directory, limits, grant)),
  };
}

/** Administrators see all, everybody else those that they answer for. */
export async function apiTokensPage(
  deps: HubDeps,
  by: Principal,
  request: PageRequest,
): Promise<Page<ApiTokenView>> {
  if (!isSignedIn(by)) throw notSignedIn();
  checkPage(request);
  const owner = isAdministrator(by) ? null : by.id;
  const list = `apiTokens:${owner ?? ''}`;
  const before = request.after === null ? null : placeOf(list, request.after, isId)[0];
  const [found, totalCount] = await Promise.all([
    apiTokensBefore(deps.database, owner, before, request.first + 1),
    countApiTokens(deps.database, owner),
  ]);
  const shown = found.slice(0, request.first);
  return {
    totalCount,
    items: shown.map((token) => ({ cursor: placeCursor(list, token.id), node: toView(deps, token) })),
    hasNextPage: found.length > shown.length,
    hasPreviousPage: before !== null,
  };
}

const isId = (place: readonly unknown[]): place is [number] => place.length === 1 && isRowNumber(place[0]);

/** A token of somebody else does not exist, unless for an administrator. */
async function ownToken({ database }: HubDeps, by: Principal, id: string): Promise<StoredApiToken> {
  if (!isSignedIn(by)) throw notSignedIn();
  const known = /^\d{1,9}$/.test(id) ? await apiTokenById(database, Number(id)) : null;
  const isOwn = known !== null && (known.owner === by.id || by.id === `token:${known.id}`);
  if (known === null || !(isOwn || isAdministrator(by))) throw unknownToken(id);
  return known;
}

export const apiTokenView = async (deps: HubDeps, by: Principal, id: string): Promise<ApiTokenView> =>
  toView(deps, await ownToken(deps, by, id));

/** With all that it made. */
export async function revokeApiToken(deps: HubDeps, by: Principal, id: string): Promise<ApiTokenView> {
  const known = await ownToken(deps, by, id);
  return deps.database.transaction(async (queries) => {
    const revoked = await revokeStored(queries, known.id);
    if (revoked.length > 0) {
      await record({ ...deps, by: by.id }, queries, {
        action: 'API_TOKEN_REVOKED',
        subject: 'ApiToken',
        subjectKey: String(known.id),
        before: tokenDocument(deps, known),
        after: { revoked },
      });
    }
    return toView(deps, (await apiTokenById(queries, known.id)) ?? known);
  });
}

const toView = ({ directory }: HubDeps, token: StoredApiToken): ApiTokenView => ({
  id: String(token.id),
  name: token.name,
  grants: token.grants.map(({ role, unit }) => ({
    role,
    unit: unit === null ? null : directory.byKey(unit),
  })),
  owner: token.owner,
  createdAt: token.createdAt,
  expiresAt: token.expiresAt,
  lastUsedAt: token.lastUsedAt,
  revokedAt: token.revokedAt,
});
