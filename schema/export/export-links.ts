import { Field, ObjectType } from 'type-graphql';

export const TABLES = [
  'ranking',
  'scores',
  'scoreboard',
  'statistics',
  'unit-comparison',
  'year-comparison',
] as const;
export type TableName = (typeof TABLES)[number];

export const FORMATS = ['csv', 'json'] as const;
export type Format = (typeof FORMATS)[number];

@ObjectType('ExportLinks', {
  description:
    'Liên kết tương đối để tải cả bảng, với quyền của người tải · Relative links to the whole table, with the rights of whoever follows them',
  simpleResolvers: true,
})
export class ExportLinksType {
  @Field(() => String, {
    description: 'CSV cho Excel, UTF-8, dấu phẩy thập phân · CSV for Excel, decimal comma',
  })
  csv!: string;

  @Field(() => String, { description: 'JSON cho chương trình · JSON for programs' })
  json!: string;
}

export const EXPORT = 'Tải cả bảng này · This whole table to take away';

/** The variables of the table's operation as parameters: what is no plain value is written as JSON. */
export type ExportVariables = Readonly<Record<string, unknown>>;

export const exportLinks = (table: TableName, variables: ExportVariables): ExportLinksType => ({
  // Built only when asked for.
  get csv() {
    return linkTo(table, 'csv', variables);
  },
  get json() {
    return linkTo(table, 'json', variables);
  },
});

/** Where the JSON file of a publication is. */
export const frozenCopyLink = (id: string): string => `/export/publication.json?id=${id}`;

function linkTo(table: TableName, format: Format, variables: ExportVariables): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(variables)) {
    if (value != null) parameters.set(name, value instanceof Date ? value.toISOString() : plainOrJson(value));
  }
  return `/export/${table}.${format}?${parameters}`;
}

const plainOrJson = (value: unknown): string =>
  typeof value === 'object' ? JSON.stringify(value) : String(value);
