import { Extensions } from 'type-graphql';
import type { Permission } from '../../src/app/rights/permissions.ts';

/** What a root field asks of its caller: a permission, that somebody is signed in, or nothing at all. */
export type Right = Permission | 'SIGN_IN' | 'NOTHING';

const KEY = 'needs';

/**
 * The rule of a root field: one of these is enough, on one unit at least. Which units the answer shows is not said here:
 * `context.hub` has no others (see src/app/rights/limited-hub.ts).
 */
export const Needs = (...rights: readonly [Right, ...Right[]]): MethodDecorator =>
  Extensions({ [KEY]: rights });

/** Undefined: nobody has decided. */
export const needsOf = (field: { readonly extensions: Readonly<Record<string, unknown>> }) =>
  field.extensions[KEY] as readonly Right[] | undefined;
