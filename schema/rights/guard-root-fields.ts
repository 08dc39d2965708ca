import { defaultFieldResolver, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import { forbidden, unauthenticated } from '../../src/app/rights/refusals.ts';
import type { HubError } from '../../src/core/errors.ts';
import { isSignedIn } from '../../src/core/principal.ts';
import type { Context } from '../context.ts';
import { needsOf, type Right } from './needs.ts';

/** Of a field that nobody gave a rule. The tests do not let one pass. */
const UNDECIDED: readonly Right[] = ['ADMINISTER'];

/** The one door: no root field is answered before its rule let the caller in. */
export function guardRootFields(schema: GraphQLSchema): GraphQLSchema {
  for (const type of [schema.getQueryType(), schema.getMutationType()]) {
    for (const field of Object.values(type?.getFields() ?? {})) {
      field.resolve = guarded(needsOf(field), field.resolve ?? defaultFieldResolver);
    }
  }
  // What a subscription sends was let through when it began.
  for (const field of Object.values(schema.getSubscriptionType()?.getFields() ?? {})) {
    if (field.subscribe) field.subscribe = guarded(needsOf(field), field.subscribe);
  }
  return schema;
}

type Resolver = GraphQLFieldResolver<unknown, Context>;

function guarded(rights: readonly Right[] = UNDECIDED, resolve: Resolver): Resolver {
  return (source, args, context, info) => {
    const refusal = refusalOf(rights, context);
    if (refusal) throw refusal;
    return resolve(source, args, context, info);
  };
}

/** null: one of the rights is there. */
export function refusalOf(rights: readonly Right[], { access, principal }: Context): HubError | null {
  const known = isSignedIn(principal);
  const isEnough = (right: Right) => right === 'NOTHING' || (right === 'SIGN_IN' ? known : access.may(right));
  if (rights.some(isEnough)) return null;
  if (!known) return unauthenticated();
  return forbidden(...rights.filter((right) => right !== 'NOTHING' && right !== 'SIGN_IN'));
}
