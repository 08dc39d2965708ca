import type { ErrorObject } from 'ajv';
import { configError, type HubError } from '../core/errors.ts';
import { type Text, text } from '../core/text.ts';
import { KINDS, kindOf, NOTHING } from './value-kinds.ts';

/** Where a value stands; the address of a request reads the same in both languages. */
export type Place = Text | string;

/** Tells field, place and kind of what was found, and never the value: it may be personal. */
export function schemaChanged(error: ErrorObject, place: Place): HubError {
  const { vi, en } = typeof place === 'string' ? text(place, place) : place;
  const field = fieldOf(error);
  const wanted = wantedBy(error);
  const found = 'missingProperty' in error.params ? NOTHING : kindOf(error.data);
  return configError(
    'SCHEMA_CHANGED',
    text(
      `${field.vi} trong ${vi} không đúng dạng: cần ${wanted.vi}, nhận được ${found.vi}. Nguồn đang báo lỗi hoặc đã đổi cấu trúc dữ liệu; hãy hỏi đơn vị vận hành rồi cập nhật đầu nối.`,
      `${field.en} in ${en} has another form: expected ${wanted.en}, found ${found.en}. The source reports an error or has changed its data; ask its operator, then update the connector.`,
    ),
  );
}

/** "data.0.maDonVi" */
function fieldOf({ instancePath, params }: ErrorObject): Text {
  const path = [...instancePath.split('/').slice(1), params['missingProperty'] ?? []].flat().join('.');
  return path ? text(`Trường "${path}"`, `Field "${path}"`) : text('Dữ liệu', 'The answer');
}

function wantedBy({ keyword, params }: ErrorObject): Text {
  switch (keyword) {
    case 'required':
    case 'dependencies':
      return text('trường này', 'this field');
    case 'type': {
      const kinds = [params['type']].flat().map((kind: string) => KINDS[kind] as Text);
      return text(kinds.map(({ vi }) => vi).join(' hoặc '), kinds.map(({ en }) => en).join(' or '));
    }
    case 'format':
      return text('ngày giờ có thật', 'a real date or time');
    case 'minLength':
      return text('chuỗi không rỗng', 'a text that is not empty');
    case 'pattern':
      return text(`chuỗi dạng ${params['pattern']}`, `a text of the form ${params['pattern']}`);
    case 'minimum':
    case 'maximum': {
      const limit = `${params['comparison']} ${params['limit']}`;
      return text(`giá trị ${limit}`, `a value ${limit}`);
    }
    default:
      return text('dạng khác', 'another form');
  }
}
