import { Ajv, type ErrorObject } from 'ajv';
import { parseSourceTime } from '../../src/connector-kit/source-time.ts';
import { configError, type HubError } from '../../src/core/errors.ts';
import { type Text, text } from '../../src/core/text.ts';

/** Answers the value when it has the shape; otherwise throws with the field and the place. */
export type Shape<T> = (value: unknown, place: Text) => T;

const ajv = new Ajv({ allowUnionTypes: true, verbose: true });
ajv.addFormat('source-time', (value: string) => parseSourceTime(value) !== null);

/** Compiled, because it looks at every row of a pull. Fields that the schema does not name pass unseen. */
export function shape<T>(schema: object): Shape<T> {
  const fits = ajv.compile<T>(schema);
  return (value, place) => {
    if (fits(value)) return value;
    throw schemaChanged(fits.errors?.[0] as ErrorObject, place);
  };
}

/** For values that a shape with format "source-time" has passed. */
export const timeOf = (value: string): string => parseSourceTime(value) as string;

const KINDS: Readonly<Record<string, Text>> = {
  string: text('chuỗi', 'a text'),
  integer: text('số nguyên', 'an integer'),
  number: text('số', 'a number'),
  boolean: text('đúng hoặc sai', 'true or false'),
  array: text('danh sách', 'a list'),
  object: text('đối tượng', 'an object'),
  null: text('giá trị trống', 'an empty value'),
};

/** Tells the kind of what was found and never the value, which may be personal. */
function schemaChanged(error: ErrorObject, place: Text): HubError {
  const isMissing = error.keyword === 'required';
  const path = `${error.instancePath}${isMissing ? `/${error.params['missingProperty']}` : ''}`;
  const field = path.slice(1) || '/';
  const found = isMissing ? text('không có', 'nothing') : (KINDS[kindOf(error.data)] as Text);
  const wanted = wantedBy(error);
  return configError(
    'SCHEMA_CHANGED',
    text(
      `Trường "${field}" trong ${place.vi} không đúng dạng: cần ${wanted.vi}, nhận được ${found.vi}. Nguồn đang báo lỗi hoặc đã đổi cấu trúc dữ liệu; hãy hỏi đơn vị vận hành rồi cập nhật bộ kết nối.`,
      `Field "${field}" in ${place.en} has another form: expected ${wanted.en}, found ${found.en}. The source reports an error or has changed its data; ask its operator, then update the connector.`,
    ),
  );
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function wantedBy({ keyword, params }: ErrorObject): Text {
  if (keyword === 'required') return text('trường này', 'this field');
  if (keyword === 'format') return text('ngày giờ có thật', 'a real date or time');
  if (keyword === 'type') {
    const kinds = [params['type']].flat().map((kind: string) => KINDS[kind] as Text);
    return text(kinds.map(({ vi }) => vi).join(' hoặc '), kinds.map(({ en }) => en).join(' or '));
  }
  if (keyword === 'minLength') return text('chuỗi không rỗng', 'a text that is not empty');
  const limit = `${params['comparison']} ${params['limit']}`;
  return text(`giá trị ${limit}`, `a value ${limit}`);
}
