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

/** Without a zone it would be another moment for every reader. */
const MOMENT = /^([12]\d{3}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;

function momentFrom(value: unknown): Date {
  const day = typeof value === 'string' ? MOMENT.exec(value)?.[1] : undefined;
  const moment = new Date(day !== undefined && isDay(day) ? (value as string) : Number.NaN);
  if (!Number.isNaN(moment.getTime())) return moment;
  throw new GraphQLError(
    `${JSON.stringify(value)} is no moment in the form 2024-11-15T17:00:00+07:00; the zone is needed.`,
  );
}

export const DateTimeScalar = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description:
    'Thời điểm theo ISO 8601, trả về theo UTC; khi gửi lên cần múi giờ, "2024-11-15T17:00:00+07:00" · An instant, ISO 8601, answered in UTC; a zone is needed in what is sent',
  serialize: (value) => (value as Date).toISOString(),
  parseValue: momentFrom,
  parseLiteral: (node) => momentFrom(valueFromASTUntyped(node)),
});

export const JsonScalar = new GraphQLScalarType({
  name: 'JSON',
  description: 'Giá trị JSON bất kỳ · Any JSON value',
  serialize: (value) => value,
  parseValue: (value) => value,
  parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
});
