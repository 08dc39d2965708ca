export type Role = 'READER' | 'UNIT_REPORTER' | 'VERIFIER' | 'SOURCE_EDITOR' | 'ADMINISTRATOR';

/** `unit`: key of the unit whose right reaches its descendants; null: the whole province. */
export interface Grant {
  readonly role: Role;
  readonly unit: string | null;
}

export type PrincipalKind = 'ANONYMOUS' | 'PERSON' | 'TOKEN' | 'SERVICE';

/**
 * Who asks. `id` is what the audit keeps: "local:lan", "token:12", "oidc:https://issuer#sub", "admin-token",
 * "cli:<os user>".
 */
export interface Principal {
  readonly kind: PrincipalKind;
  readonly id: string;
  readonly name: string;
  readonly grants: readonly Grant[];
  /** Where the request comes from, for the audit alone; left out: from no network. */
  readonly address?: string;
}

export const ANONYMOUS: Principal = { kind: 'ANONYMOUS', id: 'anonymous', name: '', grants: [] };

export const ROLES: readonly Role[] = [
  'READER',
  'UNIT_REPORTER',
  'VERIFIER',
  'SOURCE_EDITOR',
  'ADMINISTRATOR',
];

/** Of the whole province. */
export const isAdministrator = ({ grants }: Pick<Principal, 'grants'>): boolean =>
  grants.some(({ role, unit }) => role === 'ADMINISTRATOR' && unit === null);

export const isSignedIn = ({ kind }: Pick<Principal, 'kind'>): boolean => kind !== 'ANONYMOUS';
