import type { ErrorRequestHandler, RequestHandler } from 'express';
import { foreseen } from '../app/foreseen.ts';
import type { ErrorFamily } from '../core/errors.ts';
import type { Text } from '../core/text.ts';
import { MAX_BODY_BYTES } from './operation-limits.ts';
import { requestLanguage } from './request-language.ts';
import type { ServerLog } from './server-log.ts';

/** The shape of every failed answer, also of those that never reach GraphQL. */
const failure = (code: string, text: Text) => ({
  errors: [{ message: text[requestLanguage()], extensions: { code } }],
});

const BODY_TOO_LARGE: Text = {
  vi: `Nội dung gửi lên vượt quá ${MAX_BODY_BYTES} byte. Hãy chia nhỏ yêu cầu.`,
  en: `The body is larger than ${MAX_BODY_BYTES} bytes. Split the request.`,
};
const MALFORMED_BODY: Text = {
  vi: 'Nội dung gửi lên không phải là JSON hợp lệ. Hãy kiểm tra lại cú pháp.',
  en: 'The body is no valid JSON. Check its syntax.',
};
const UNREADABLE_BODY: Text = {
  vi: 'Không đọc được nội dung gửi lên. Hãy gửi JSON mã hóa UTF-8.',
  en: 'The body cannot be read. Send JSON in UTF-8.',
};
const NOT_FOUND: Text = {
  vi: 'Không có địa chỉ này. API ở /graphql.',
  en: 'There is nothing at this address. The API is at /graphql.',
};
const INTERNAL: Text = {
  vi: 'Lỗi nội bộ của hệ thống. Hãy báo quản trị viên kèm thời điểm xảy ra lỗi.',
  en: 'Internal error. Tell the administrator the time at which this happened.',
};

/** Seconds: the quarter of an hour in which sign-ins are counted. */
const TRY_AGAIN_AFTER = 900;

const answers: Readonly<Record<string, readonly [status: number, code: string, text: Text]>> = {
  'entity.too.large': [400, 'BODY_TOO_LARGE', BODY_TOO_LARGE],
  'entity.parse.failed': [400, 'MALFORMED_JSON', MALFORMED_BODY],
  'charset.unsupported': [415, 'UNREADABLE_BODY', UNREADABLE_BODY],
  'encoding.unsupported': [415, 'UNREADABLE_BODY', UNREADABLE_BODY],
  'request.aborted': [400, 'UNREADABLE_BODY', UNREADABLE_BODY],
  'request.size.invalid': [400, 'UNREADABLE_BODY', UNREADABLE_BODY],
};

/** Of refusals that HTTP has a word for. */
const STATUS: Readonly<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  WRONG_LOGIN: 401,
  LOGIN_FAILED: 401,
  FOREIGN_ORIGIN: 403,
  SETUP_REFUSED: 403,
  NO_LOGIN_PROVIDER: 404,
  TOO_MANY_TRIES: 429,
};

const STATUS_OF_FAMILY: Readonly<Record<ErrorFamily, number>> = {
  retry: 503,
  skip: 400,
  config: 400,
  person: 400,
  stop: 500,
};

/** What a parser blames the client for (a body that does not unpack) is no fault of ours. */
function unforeseen(error: unknown): readonly [status: number, code: string, text: Text] {
  const told = foreseen(error);
  if (told) return [STATUS[told.code] ?? STATUS_OF_FAMILY[told.family], told.code, told.text];
  const status = (error as { status?: unknown } | null)?.status;
  return typeof status === 'number' && status >= 400 && status < 500
    ? [status, 'UNREADABLE_BODY', UNREADABLE_BODY]
    : [500, 'INTERNAL', INTERNAL];
}

export const answerNotFound: RequestHandler = (_request, response) => {
  response.status(404).json(failure('NOT_FOUND', NOT_FOUND));
};

/** What express.json throws of a body that is no JSON. */
export const malformedBody = () => Object.assign(new Error('malformed'), { type: 'entity.parse.failed' });

/** Express would answer HTML with a stack. Four parameters are what makes it an error handler. */
export function answerErrors(log: ServerLog): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error);
    const type = String((error as { type?: unknown } | null)?.type);
    const [status, code, text] = answers[type] ?? unforeseen(error);
    if (status === 500) log.error({ err: error }, 'A request failed');
    if (status === 401) response.set('WWW-Authenticate', 'Bearer');
    if (status === 429) response.set('Retry-After', String(TRY_AGAIN_AFTER));
    response.set('Cache-Control', 'no-store').status(status).json(failure(code, text));
  };
}
