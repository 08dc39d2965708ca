import { HubError } from '../src/core/errors.ts';

/** All of them, in the order of the alphabet. */
export const ID_TYPES = [
  'Alert',
  'ApiToken',
  'Assessment',
  'AuditEntry',
  'Connector',
  'IndexSet',
  'Indicator',
  'PullRun',
  'RankingEntry',
  'ResultPublication',
  'Scoreboard',
  'Source',
  'Unit',
  'UnitMatch',
] as const;

/** Each is the name of a type of the API. */
export type IdType = (typeof ID_TYPES)[number];

const encode = (plain: string): string => Buffer.from(plain).toString('base64url');

/** Unique over all types, opaque to clients: what is inside may change. */
export const toId = (type: IdType, key: string | number): string => encode(`${type}:${key}`);

/** null when it is no id of ours. */
export const typeOfId = (id: string): IdType | null =>
  ID_TYPES.find((type) => keyIn(type, id) !== null) ?? null;

/** The key inside an id; null when it is no id of this type. */
function keyIn(type: IdType, id: string): string | null {
  const plain = Buffer.from(id, 'base64url').toString();
  // Decoding skips what is not base64url, so only the way back tells a real id from a lucky one.
  return plain.startsWith(`${type}:`) && encode(plain) === id ? plain.slice(type.length + 1) : null;
}

export function keyOf(type: IdType, id: string, field = 'id'): string {
  const key = keyIn(type, id);
  if (key !== null) return key;
  throw new HubError(
    'config',
    'BAD_ID',
    {
      vi: `"${id}" ở ${field} không phải là mã định danh loại ${type}. Hãy dùng giá trị "id" mà API đã trả về.`,
      en: `"${id}" in ${field} is no id of type ${type}. Use an "id" that the API returned.`,
    },
    { details: { field } },
  );
}

/** For what people also name in writing, such as a connector: an id, or the name itself. */
export const keyOrName = (type: IdType, idOrName: string): string => keyIn(type, idOrName) ?? idOrName;
