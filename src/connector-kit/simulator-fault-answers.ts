import type { IncomingHttpHeaders } from 'node:http';
import type { FaultKind } from './simulator-faults.ts';

export interface WholeAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

const status = (code: number, headers: IncomingHttpHeaders = {}): WholeAnswer => ({
  status: code,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: Buffer.from(JSON.stringify({ message: `Lỗi mô phỏng ${code}` })),
});

const page = (title: string, content: string): WholeAnswer => ({
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: Buffer.from(
    `<!DOCTYPE html><html lang="vi"><head><title>${title}</title></head><body>${content}</body></html>`,
  ),
});

/** What is answered in the simulator's place, whatever was asked. */
export const FAULTY_ANSWERS: Readonly<Partial<Record<FaultKind, WholeAnswer>>> = {
  '401': status(401),
  '403': status(403),
  '404': status(404),
  '429': status(429, { 'retry-after': '2' }),
  '500': status(500),
  '503': status(503),
  html: page('Đăng nhập', '<form><input name="user"><input type="password" name="pass"></form>'),
  captcha: page('Xác minh', '<p>Vui lòng nhập mã xác nhận để tiếp tục.</p>'),
  maintenance: page('Thông báo', '<p>Hệ thống đang bảo trì, xin quay lại sau.</p>'),
  empty: { status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.alloc(0) },
};

/** The simulator's own answer, broken; as it is where the fault has nothing to break. */
export function brokenAnswer(kind: FaultKind, answer: WholeAnswer): WholeAnswer {
  switch (kind) {
    case 'truncated':
      return { ...answer, body: answer.body.subarray(0, Math.floor(answer.body.length / 2)) };
    case 'null-list':
      return withJson(answer, (_, value) => (Array.isArray(value) ? null : value));
    case 'wrong-total':
      return withTotals(withJson(answer, (name, value) => (isTotal(name, value) ? value + MORE : value)));
    default:
      return answer;
  }
}

const MORE = 7;

const isTotal = (name: string, value: unknown): value is number =>
  /^(total|totalrow|totalcount|tong|tongso)$/i.test(name) && typeof value === 'number';

function withJson(answer: WholeAnswer, change: (name: string, value: unknown) => unknown): WholeAnswer {
  if (!/json/.test(String(answer.headers['content-type']))) return answer;
  const parsed = JSON.parse(answer.body.toString('utf8'), change) as unknown;
  return { ...answer, body: Buffer.from(JSON.stringify(parsed)) };
}

/** WordPress tells its total in a header. */
function withTotals(answer: WholeAnswer): WholeAnswer {
  const total = answer.headers['x-wp-total'];
  if (total === undefined) return answer;
  return { ...answer, headers: { ...answer.headers, 'x-wp-total': String(Number(total) + MORE) } };
}

/** A request without what tells its page, in the address and in a JSON body: requests for pages of one list are alike. */
export const pageless = (request: string): string =>
  request
    .replace(/([?&])(page|trang|offset|start|startindex|cursor|\$skip)=[^&\s]*/gi, '$1')
    .replace(/"(page|trang|offset|start|cursor|pagenumber|pageindex)"\s*:\s*("[^"]*"|\d+)/gi, '""');
