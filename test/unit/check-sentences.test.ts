import { HttpResponse, http } from 'msw';
import { Agent, type Dispatcher } from 'undici';
import { describe, expect, it } from 'vitest';
import { connectors } from '../../connectors/index.ts';
import type { Connector } from '../../src/connector-kit/connector.ts';
import { dropFolder } from '../../src/connector-kit/drop-folder.ts';
import type { HttpOptions } from '../../src/connector-kit/http.ts';
import { PUBLIC_ONLY } from '../../src/connector-kit/outbound-rules.ts';
import { HubError } from '../../src/core/errors.ts';
import type { Text } from '../../src/core/text.ts';
import { httpFor } from '../kit/bad-source-client.ts';
import { secretValues } from '../kit/config-fields.ts';
import { FakeClock } from '../kit/fake-clock.ts';
import { mswDispatcher } from '../kit/msw-dispatcher.ts';

/** One way in which a source fails: where it is and what stands in its place. */
interface Way {
  readonly address?: string;
  readonly http: Partial<HttpOptions>;
  /** What the sentence must name besides the next step; the host unless told otherwise. */
  readonly names?: RegExp;
}

const HOST = 'nguon.example.vn';

/** In what a source sends, so that a sentence which repeats it is found. */
const SENT = 'CANARY 000999123456 at handler.js:1';

const answering = (answer: () => Response): Partial<HttpOptions> => ({
  dispatcher: mswDispatcher([http.all('*', () => answer() as HttpResponse<string>)]),
});
const status = (code: number, headers: Record<string, string> = {}) =>
  answering(() => HttpResponse.text(SENT, { status: code, headers }));
const page = (content: string) => answering(() => HttpResponse.html(`<!DOCTYPE html>${content}${SENT}`));
const body = (content: string) =>
  answering(() => HttpResponse.text(content, { headers: { 'content-type': 'application/json' } }));

const nowhere = new Agent();
/** The connection fails before there is an answer, as node or OpenSSL name it. */
const failing = (code: string): Partial<HttpOptions> => ({
  dispatcher: nowhere.compose(() => (_, handler: Dispatcher.DispatchHandler) => {
    handler.onResponseError?.(null as never, Object.assign(new Error(SENT), { code }));
    return true;
  }),
});
const silent: Partial<HttpOptions> = { dispatcher: nowhere.compose(() => () => true), deadlineMs: 10 };

const noSuchName = async () => {
  throw Object.assign(new Error(SENT), { code: 'ENOTFOUND' });
};
const thisMachine = async () => [{ address: '127.0.0.1', family: 4 }];

/** A source of files names the file that is none. */
const HOST_OR_FILE = /nguon\.example\.vn|[Tt]ệp/;

const WAYS: Readonly<Record<string, Way>> = {
  'wrong host name': { http: { resolve: noSuchName } },
  'refused port': { address: `http://${HOST}:1`, http: { resolve: thisMachine } },
  'connection ended': { http: failing('ECONNRESET') },
  'certificate expired': { http: failing('CERT_HAS_EXPIRED') },
  'certificate of another host': { http: failing('ERR_TLS_CERT_ALTNAME_INVALID') },
  'certificate of an unknown issuer': { http: failing('SELF_SIGNED_CERT_IN_CHAIN') },
  'private address': { address: 'http://10.20.30.40', http: { rules: PUBLIC_ONLY }, names: /10\.20\.30\.40/ },
  silence: { http: silent },
  '401': { http: status(401) },
  '403': { http: status(403) },
  // Of a site's list of sites the sentence names the list.
  '404': { http: status(404), names: /nguon\.example\.vn|sites\.json/ },
  '429': { http: status(429, { 'retry-after': '7' }) },
  '500': { http: status(500) },
  'redirected for ever': { http: status(302, { location: '/' }) },
  'login page': { http: page('<form><input type="password"></form>'), names: HOST_OR_FILE },
  'captcha page': { http: page('<p>Vui lòng nhập captcha</p>'), names: HOST_OR_FILE },
  'maintenance page': { http: page('<p>Hệ thống đang bảo trì</p>'), names: HOST_OR_FILE },
  'empty body': { http: body(''), names: HOST_OR_FILE },
  'cut-off body': { http: body('{"data":[{"maDonVi":"19804","ho'), names: HOST_OR_FILE },
  'another shape': { http: body(JSON.stringify({ message: SENT })), names: / trong | ở | của |tệp/ },
};

/** Where a file is expected, one sentence may tell a web page, one JSON; one tells how OAuth2 refuses an application. */
const ALIKE = [
  ['401', '403'],
  ['login page', 'captcha page', 'maintenance page'],
  ['cut-off body', 'another shape'],
];

/** What staff of a commune need not know: words of programmers, and names that a system gives to its errors. */
const JARGON =
  /\b(undefined|null|NaN|object|errors?|exception|timeout|failed|invalid|refused|unauthori[sz]ed|forbidden|server|host|request|response|headers?|body|status|redirect|token|login|parse|socket|stack|string|array|schema)\b|\.[jt]s\b/i;
const SYSTEM_NAME = /\bE[A-Z]{4,}\b|\b(?!HUB_)[A-Z]{2,}_[A-Z_]+\b/;
const NEXT_STEP = /[Hh]ãy |sẽ thử lại|quản trị viên /;
const VIETNAMESE = /[ăâđêôơưạảấầậắằặẹẻếềệịỉọỏốồộớờợụủứừựỳỵỷ]/i;

const clock = new FakeClock('2025-08-01T00:00:00Z');

/** The sentence in which a check ends, good or bad. */
async function sentenceOf(connector: Connector, { address = `https://${HOST}/api`, http: changes }: Way) {
  const given = httpFor({ attempts: 1, ...changes });
  const config = connector.config.parse(connector.practiceConfig(address));
  const silence = () => {};
  const log = { debug: silence, info: silence, warn: silence, error: silence };
  const signal = new AbortController().signal;
  return connector
    .check({ config, clock, http: given.http, files: dropFolder(null, clock), log, signal })
    .then(
      ({ ok, message }) => ({ ok, message }),
      (error: unknown) => {
        if (!(error instanceof HubError)) throw error;
        return { ok: false, message: error.text };
      },
    );
}

/** Without names: those that the source gives stand between quotes, those of the configuration in brackets. */
const ownWords = (sentence: string): string =>
  sentence.replaceAll(HOST, '').replace(/"[^"]*"|\(\w+(\.\w+)+\)/g, '');

function expectGoodSentence(
  { vi, en }: Text,
  { names = /nguon\.example\.vn/ }: Way,
  secrets: readonly string[],
) {
  expect(vi).toMatch(VIETNAMESE);
  for (const words of [JARGON, SYSTEM_NAME]) expect(ownWords(vi)).not.toMatch(words);
  expect(vi).toMatch(NEXT_STEP);
  expect(vi).toMatch(names);
  expect(en).not.toBe(vi);
  expect(ownWords(en)).not.toMatch(VIETNAMESE);
  for (const told of [vi, en]) {
    expect(told).not.toMatch(/CANARY|000999|handler/);
    for (const secret of secrets) expect(told.includes(secret), 'a secret was told').toBe(false);
  }
}

describe.each(connectors.map((connector) => [connector.id, connector] as const))(
  'U02 U03 the check of %s',
  (_, connector) => {
    it('tells each way to fail in a sentence of its own', async () => {
      const secrets = secretValues(connector as never, connector.practiceConfig(`https://${HOST}`)).filter(
        Boolean,
      );
      const told = new Map<string, string>();
      for (const [name, way] of Object.entries(WAYS)) {
        const { ok, message } = await sentenceOf(connector, way);
        expect(ok, name).toBe(false);
        expectGoodSentence(message, way, secrets);
        const other = told.get(message.vi) ?? name;
        const mayBeAlike =
          other === name || ALIKE.some((ways) => ways.includes(name) && ways.includes(other));
        expect(mayBeAlike, `${name} is told like ${other}`).toBe(true);
        told.set(message.vi, name);
      }
      expect(told.size).toBeGreaterThanOrEqual(12);
    });
  },
);
