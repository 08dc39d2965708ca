import type { Role } from '../../core/principal.ts';
import type { UnitView } from './unit.ts';

/** A right on a unit and all below it; null: the whole province. */
export interface GrantView {
  readonly role: Role;
  readonly unit: UnitView | null;
}

export interface ApiTokenView {
  readonly id: string;
  readonly name: string;
  readonly grants: readonly GrantView[];
  /** Principal who answers for it. */
  readonly owner: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** To the minute; null: never. */
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

export interface CreateApiToken {
  readonly name: string;
  /** `unit`: official code; null: the whole province. */
  readonly grants: readonly { readonly role: Role; readonly unit: string | null }[];
  readonly expiresAt: Date;
}

/** `secret` is what the caller sends as a bearer token; nobody can ask for it again. */
export interface CreatedApiToken {
  readonly token: ApiTokenView;
  readonly secret: string;
}
