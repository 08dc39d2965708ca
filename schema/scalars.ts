import { GraphQLError, GraphQLScalarType, valueFromASTUntyped } from 'graphql';
import { isDay } from '../src/core/clock.ts';

function dayFrom(value: unknown): string {
  if (typeof value === 'string' && isDay(value)) return value;
  throw new GraphQLError(`${JSON.stringify(value)} is no day of the calendar in the form YYYY-MM-DD.`);
}

/** The hub's days are strings already: parsing them into instants would bring a time zone back in. */
export const DateScalar = new GraphQLScalarType({
  name: 'Date',
  description: 'Ngày theo lịch Việt Nam, "2024-11-15" · A calendar day in Viet Nam, "2024-11-15"',
  serialize: dayFrom,
  parseValue: dayFrom,
  parseLiteral: (node) => dayFrom(valueFromASTUntyped(node)),
});

function inputRefused(): never {
  throw new GraphQLError('DateTime is only answered, never sent.');
}

export const DateTimeScalar = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description: 'Thời điểm UTC theo ISO 8601 · An instant in UTC, ISO 8601',
  serialize: (value) => (value as Date).toISOString(),
  parseValue: inputRefused,
  parseLiteral: inputRefused,
});

export const JsonScalar = new GraphQLScalarType({
  name: 'JSON',
  description: 'Giá trị JSON bất kỳ · Any JSON value',
  serialize: (value) => value,
  parseValue: (value) => value,
  parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
});
