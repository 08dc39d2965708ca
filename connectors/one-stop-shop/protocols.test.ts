import { HttpResponse, http } from 'msw';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { AskedFields } from '../../src/connector-kit/asked-fields.ts';
import { PERSONAL_PATTERN } from '../../src/connector-kit/practice-people.ts';
import type { RunningSimulator } from '../../src/connector-kit/simulator-server.ts';
import { HubError } from '../../src/core/errors.ts';
import { closedSlices } from '../../test/kit/batch-rules.ts';
import { type Trial, type TrialInput, tryCheck, tryRead, visibleText } from '../../test/kit/connector-run.ts';
import { FakeClock } from '../../test/kit/fake-clock.ts';
import { PRACTICE_UNITS } from '../../test/kit/practice-units.ts';
import { expectError } from '../../test/kit/trial-rules.ts';
import { type Config, configSchema } from './config.ts';
import { oneStopShop } from './index.ts';
import { PRACTICE_CONFIGS } from './practice-configs.ts';
import { PRACTICE_APPLICATION, PRACTICE_KEYS, PRACTICE_LOGIN, SHORT_SCOPE } from './simulator-access.ts';

const SECRETS = [
  PRACTICE_LOGIN.password,
  PRACTICE_APPLICATION.consumerSecret,
  ...Object.values(PRACTICE_KEYS),
];
/** Early in a year, because services are counted from 1 January on, whatever the window. */
const WINDOW = { from: '2026-01-05', to: '2026-02-10' };
const clock = new FakeClock('2026-02-20T08:00:00+07:00');

type Protocol = keyof typeof PRACTICE_CONFIGS;
const PROTOCOLS = Object.keys(PRACTICE_CONFIGS) as Protocol[];

let simulator: RunningSimulator;
let asAdapter: Trial;

beforeAll(async () => {
  simulator = await oneStopShop.simulate({ port: 0, seed: 3, units: PRACTICE_UNITS, clock, scale: 2 });
  asAdapter = await read(configOf('adapter'));
});
afterAll(() => simulator.close());

const configOf = (protocol: Protocol, more: object = {}): Config =>
  configSchema.parse({ baseUrl: simulator.url, pageSize: 7, ...PRACTICE_CONFIGS[protocol], ...more });

const read = (config: Config, handlers: TrialInput<Config>['handlers'] = []) =>
  tryRead({ connector: oneStopShop, config, clock, units: PRACTICE_UNITS, window: WINDOW, handlers });

/** What a trial says of each month of each stream; totals are left out, since not every protocol tells them. */
const contentOf = ({ batches }: Trial, streams: readonly string[]) =>
  closedSlices(batches)
    .filter(({ slice }) => streams.includes(slice.stream))
    .map(({ slice, records }) => ({ stream: slice.stream, window: slice.window, records }));

it('S42 of nearly all dossiers no personal field is even made', async () => {
  const reading = vi.spyOn(AskedFields.prototype, 'read');
  await read(configOf('adapter', { streams: ['dossiers'] }));
  const results = reading.mock.results.map(({ value }) => value);
  reading.mockRestore();
  const byPattern = results.filter((value) => value !== null);
  expect(byPattern.length).toBeGreaterThan(results.length / 2);
  expect(JSON.stringify(byPattern)).not.toMatch(PERSONAL_PATTERN);
});

describe('every protocol gives the records of the adapter', () => {
  it.each(PROTOCOLS)('%s', async (protocol) => {
    const config = configOf(protocol);
    const trial = await read(config);
    expect(trial.error).toBeNull();
    const content = contentOf(trial, config.streams);
    expect(content).toEqual(contentOf(asAdapter, config.streams));
    for (const stream of config.streams) {
      const found = content.filter((one) => one.stream === stream).flatMap(({ records }) => records);
      expect(found.length, stream).toBeGreaterThan(0);
    }
    expect(trial.received).toMatch(PERSONAL_PATTERN);
    expect(visibleText(trial)).not.toMatch(PERSONAL_PATTERN);
    for (const secret of SECRETS) expect(visibleText(trial)).not.toContain(secret);
  });

  it.each(PROTOCOLS)('%s: check reads one real item', async (protocol) => {
    const config = configOf(protocol);
    const { result, error } = await tryCheck({
      connector: oneStopShop,
      config,
      clock,
      units: PRACTICE_UNITS,
      window: WINDOW,
    });
    expect([error, result]).toEqual([
      null,
      { ok: true, message: expect.anything(), sample: expect.stringMatching(/\//) },
    ]);
  });
});

type Answering = (request: Request, nth: number) => Response | undefined | Promise<Response | undefined>;

/** Counts requests by their path and answers those that `meets` picks. */
function answering(answer: Answering) {
  const paths: string[] = [];
  const handlers = [
    http.all('*', ({ request }) => {
      paths.push(new URL(request.url).pathname);
      return answer(request, paths.length);
    }),
  ];
  return { paths, handlers };
}

describe('the gateway', () => {
  it('F04 a token that ends before its time is renewed, and nothing is read twice', async () => {
    const ageing = answering(() => void clock.advance(700));
    const trial = await read(configOf('gateway', { scope: SHORT_SCOPE }), ageing.handlers);
    expect(contentOf(trial, ['dossiers'])).toEqual(contentOf(asAdapter, ['dossiers']));
    const tokens = ageing.paths.filter((path) => path === '/token').length;
    expect(tokens).toBeGreaterThan(2);
    expect(tokens).toBeLessThan(ageing.paths.length / 2);
  });

  it('F04 tokens that are all refused end the run after two', async () => {
    const refusing = answering((request) =>
      request.url.endsWith('/token') ? undefined : new HttpResponse(null, { status: 401 }),
    );
    expectError(SECRETS, await read(configOf('gateway'), refusing.handlers), ['config']);
    expect(refusing.paths).toEqual(['/token', '/gateway/service', '/token', '/gateway/service']);
  });

  it.each([
    ['gateway', { dataPath: '/gateway/khong-co-quyen' }, 'LayDanhSachHoSo'],
    [
      'gateway-rest',
      { list: { ...configSchema.shape.list.parse({}), dossiersPath: '/gateway/khong-co-quyen' } },
      '/gateway/khong-co-quyen',
    ],
  ] as const)('%s: 403 names the list and what to ask for', async (protocol, more, list) => {
    const trial = await read(configOf(protocol, more));
    expectError(SECRETS, trial, ['config']);
    const { code, text } = trial.error as HubError;
    expect([code, text.vi, text.en]).toEqual([
      'NO_PERMISSION',
      expect.stringMatching(new RegExp(`${list}.*cấp quyền`)),
      expect.stringContaining(list),
    ]);
  });

  it('F03 429 is waited for as long as the gateway says', async () => {
    const busy = answering((_, nth) =>
      nth === 3 ? new HttpResponse(null, { status: 429, headers: { 'retry-after': '11' } }) : undefined,
    );
    const trial = await read(configOf('gateway-rest'), busy.handlers);
    expect([trial.error, trial.waits]).toEqual([null, [11_000]]);
    expect(contentOf(trial, ['dossiers'])).toEqual(contentOf(asAdapter, ['dossiers']));
  });

  it('keys in headers are sent with every question, also behind a token', async () => {
    const seen = new Set<string | null>();
    const watching = answering((request) => {
      if (!request.url.endsWith('/token')) seen.add(request.headers.get('partnercode'));
      return undefined;
    });
    await read(configOf('gateway', { partnerCode: 'NGSP-46' }), watching.handlers);
    expect([...seen]).toEqual(['NGSP-46']);
  });
});

describe('pages of REST lists', () => {
  const failure = async (protocol: Protocol, more: object, answer: Answering) => {
    const source = answering(answer);
    const trial = await read(configOf(protocol, { streams: ['dossiers'], ...more }), source.handlers);
    expect(trial.batches.filter(({ type }) => type === 'slice')).toEqual([]);
    const code = trial.error instanceof HubError ? trial.error.code : trial.error;
    return { code, requests: source.paths.length };
  };
  const list = (next: unknown, items: unknown[] = []) => HttpResponse.json({ items, next, paging: { next } });

  it.each([
    ['cursor', () => list('same')],
    ['cursor', (_: Request, nth: number) => list(nth % 2 === 0 ? 'a' : 'b')],
    ['link', (request: Request) => list(request.url)],
  ] as const)('F10 a %s that leads back ends the run', async (protocol, answer) => {
    const { code, requests } = await failure(protocol, {}, answer);
    expect(code).toBe('PAGE_REPEATED');
    expect(requests).toBeLessThanOrEqual(3);
  });

  it.each(['https://noi-khac.example.vn/ho-so?start=7', '//noi-khac.example.vn/', 'http://'])(
    'a link to %s is not followed, for the keys would go with it',
    async (next) => {
      const inHeader = () => HttpResponse.json({ items: [] }, { headers: { link: `<${next}>; rel="next"` } });
      for (const answer of [() => list(next), inHeader]) {
        const { code, requests } = await failure('link', {}, answer);
        expect([code, requests]).toEqual(['NEXT_PAGE_ELSEWHERE', 1]);
      }
    },
  );

  it('F13 a count that moves while it is read: the month is read again from its first row', async () => {
    const moving = answering(async (request, nth) => {
      if (nth !== 2) return undefined;
      const { data } = (await (await fetch(request)).json()) as { data: { count: number } };
      return HttpResponse.json({ data: { ...data, count: data.count + 1 } });
    });
    const trial = await read(configOf('offset', { streams: ['dossiers'] }), moving.handlers);
    const again = trial.batches.findIndex(({ type }) => type === 'again');
    expect(again).toBe(1);
    const valid = { ...trial, batches: trial.batches.slice(again + 1) };
    expect(contentOf(valid, ['dossiers'])).toEqual(contentOf(asAdapter, ['dossiers']));
  });

  it.each([
    [{ result: null }, 'NULL_LIST'],
    [{ items: [] }, 'MISSING_LIST'],
    [{ result: {} }, 'SCHEMA_CHANGED'],
    [{ result: [], error_code: '77' }, 'SOURCE_REFUSED'],
  ])('F08 %j is %s', async (answer, expected) => {
    expect((await failure('page-from-1', {}, () => HttpResponse.json(answer))).code).toBe(expected);
  });

  it('page one is never lost: of a source that counts from 0, asked from 1, the total tells the missing page', async () => {
    const trial = await read(configOf('page-from-0', { firstPage: 1, streams: ['dossiers'] }));
    const [first] = closedSlices(trial.batches);
    expect((first?.slice.declaredTotal ?? 0) - (first?.records.length ?? 0)).toBe(7);
  });

  it('a source that counts from 1, asked from 0, is told by its repeated page', async () => {
    const { code } = await failure('page-from-1', { firstPage: 0 }, () => undefined);
    expect(code).toBe('PAGE_REPEATED');
  });
});

/** A list of ten dossiers without a total, at most three on a page; `last` says what comes after the last page. */
const unannounced = (last: (page: number) => number) =>
  answering((request) => {
    const page = Number(new URL(request.url).searchParams.get('page'));
    const first = (page > 4 ? last(page) - 1 : page - 1) * 3;
    const items = Array.from({ length: 10 }, (_, index) => ({
      MaHoSo: `HS-${index}`,
      MaDonVi: '19804',
      NguonNop: 'DVCQG',
      NgayTiepNhan: '2025-06-02',
    }));
    return HttpResponse.json({ result: items.slice(first, first + 3) });
  });

describe('a source that tells no total and sends fewer rows than it is asked for', () => {
  const unannouncedConfig = () => {
    const { list } = configOf('page-from-1');
    return configOf('page-from-1', { streams: ['dossiers'], list: { ...list, total: '' } });
  };
  const JUNE = { from: '2025-06-01', to: '2025-06-30' };

  it.each([
    ['an empty page', (page: number) => page],
    ['its last page again', () => 4],
  ])('is read to its end, which is %s', async (_, last) => {
    const trial = await tryRead({
      connector: oneStopShop,
      config: unannouncedConfig(),
      clock,
      units: PRACTICE_UNITS,
      window: JUNE,
      handlers: unannounced(last).handlers,
    });
    expect(trial.error).toBeNull();
    expect(
      closedSlices(trial.batches).map(({ slice, records }) => [slice.declaredTotal, records.length]),
    ).toEqual([[null, 10]]);
  });

  it('F09 whose configuration names a total stops the pull', async () => {
    const trial = await read(configOf('page-from-1'), unannounced((page) => page).handlers);
    expect(trial.error).toMatchObject({
      code: 'SCHEMA_CHANGED',
      text: { vi: expect.stringContaining('total') },
    });
  });
});

it('check: without a total, a page before the first one is found', async () => {
  const config = configOf('page-from-0', { firstPage: 1 });
  const trial = await tryCheck({
    connector: oneStopShop,
    config: { ...config, list: { ...config.list, total: '' } },
    clock,
    units: PRACTICE_UNITS,
    window: WINDOW,
  });
  expect(trial.result).toMatchObject({ ok: false, message: { vi: expect.stringContaining('trang đầu') } });
});

describe('the configuration', () => {
  it.each([
    [{}, ['username', 'password', 'dstcode']],
    [{ protocol: 'rest', username: 'a', password: ' ' }, ['password', 'dstcode']],
    [{ protocol: 'gateway', ...PRACTICE_LOGIN }, ['consumerKey', 'consumerSecret']],
    [{ protocol: 'key-rest' }, []],
    [{ ...PRACTICE_LOGIN, fields: { unit: 'ChuHoSo' } }, ['fields.unit']],
    [{ ...PRACTICE_LOGIN, fields: { unit: 'MaDinhDanhDonVi' } }, []],
    [{ ...PRACTICE_LOGIN, origins: { APP: 'MAYBE' } }, ['origins.APP']],
    [{ ...PRACTICE_LOGIN, tokenPath: 'https://km.example.vn:9443/oauth2/token' }, []],
    [{ ...PRACTICE_LOGIN, streams: [] }, ['streams']],
    [{ ...PRACTICE_LOGIN, streams: ['results'], fields: { level: '' } }, []],
    [{ ...PRACTICE_LOGIN, streams: ['results', 'services'], fields: { level: '' } }, ['fields.level']],
  ])('%j lacks or refuses %j', (given, fields) => {
    const parsed = configSchema.safeParse({ baseUrl: 'https://mot-cua.example.vn', ...given });
    expect(parsed.error?.issues.map(({ path }) => path.join('.')) ?? []).toEqual(fields);
  });
});
