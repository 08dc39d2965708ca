import { countOf } from '../../src/connector-kit/count-of.ts';
import { shape } from '../../src/connector-kit/shape.ts';
import { configError, HubError, retryError } from '../../src/core/errors.ts';
import { text } from '../../src/core/text.ts';

interface MapAnswer {
  readonly count?: number;
  readonly error?: { readonly code: number };
}

const mapAnswer = shape<MapAnswer>({
  type: 'object',
  properties: {
    count: { type: 'number' },
    error: { type: 'object', required: ['code'], properties: { code: { type: 'integer' } } },
  },
});

const countAnswer = shape<{ count: number }>({
  type: 'object',
  required: ['count'],
  properties: { count: { type: 'number' } },
});

/**
 * Records on a unit's layer; null when the server has no such layer. ArcGIS tells errors with status 200.
 * No layer is no fact and not a zero: a unit without a map looks the same as a unit spelt differently there.
 */
export function decodeMapCount(body: unknown, unit: string, place: string): number | null {
  const { error } = mapAnswer(body, place);
  if (error?.code === 404) return null;
  if (error) throw refused(error.code, place);
  return countOf(countAnswer(body, place).count, unit, 'count', place);
}

function refused(code: number, place: string): HubError {
  if (code === 429 || code >= 500) {
    return retryError(
      'MAP_UNAVAILABLE',
      text(
        `Máy chủ bản đồ báo lỗi ${code} ở ${place}. Hệ thống sẽ thử lại ở lần lấy sau.`,
        `The map server reports error ${code} in ${place}. The next pull tries again.`,
      ),
    );
  }
  return configError(
    'MAP_REFUSED',
    text(
      `Máy chủ bản đồ từ chối đọc lớp dữ liệu (mã ${code}) ở ${place}. Hãy đề nghị đơn vị vận hành mở quyền đọc lớp HienTrang.`,
      `The map server refuses the layer (code ${code}) in ${place}. Ask its operator to open the layer HienTrang for reading.`,
    ),
  );
}
