import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Batch, type Connector, type Json, measuresOf } from '../../src/connector-kit/connector.ts';
import { PERSONAL_PATTERN } from '../../src/connector-kit/practice-people.ts';
import type { RunningSimulator } from '../../src/connector-kit/simulator-server.ts';
import { addDays, type Clock, startOfDay, type Window } from '../../src/core/clock.ts';
import { HubError } from '../../src/core/errors.ts';
import type { Text } from '../../src/core/text.ts';
import type { Unit } from '../../src/core/unit.ts';
import { closedSlices, expectGoodSlices } from './batch-rules.ts';
import { configFields, secretValues, withWrongSecrets } from './config-fields.ts';
import { type Trial, tryCheck, tryRead, visibleText } from './connector-run.ts';
import { type Fault, faultHandlers, faults, samePageForEver } from './faults.ts';
import { PRACTICE_UNITS } from './practice-units.ts';

export interface ConnectorSuiteOptions<C> {
  /** Secret texts of `practiceConfig`. Each must stand in a field marked secret, and none may be seen anywhere else. */
  readonly secrets: readonly string[];
  /** A configuration that validation must refuse. */
  readonly badConfig: unknown;
  readonly units?: readonly Unit[];
  readonly window?: Window;
  /** Of the simulator; raise it when the small window leaves a stream empty. */
  readonly scale?: number;
  /**
   * For sources that number their pages: a configuration with pages so small that there are several, and
   * what the page number looks like in the text "address, new line, body" of a request.
   */
  readonly pages?: { readonly config: (practice: C) => C; readonly number: RegExp };
  /** 'text' for sources that answer CSV or XML, where a cut-off body cannot be told from a whole one. */
  readonly bodies?: 'json' | 'text';
  /** 'none' only when the real system holds no personal data at all. */
  readonly personalData?: 'planted' | 'none';
}

const SEED = 57;
const UNREADABLE_STATES: readonly Json[] = [
  'rác',
  -1,
  [],
  {},
  { version: 999_999, cursor: '2999-12-31', from: '2999-12-31', month: '2999-12' },
];
const VIETNAMESE = /[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]/i;
const JARGON = /undefined|NaN|\[object|Error\b|Exception|\.ts\b|\bnull\b/;

/** What every connector must do. One call in `<system>.test.ts`; what is special to a connector gets its own tests. */
export function connectorSuite<C>(connector: Connector<C>, options: ConnectorSuiteOptions<C>): void {
  describe(`connector ${connector.id}`, () => {
    specTests(connector, options);
    const bench = benchOf(connector, options);
    beforeAll(bench.start, 60_000);
    afterAll(bench.stop);
    checkTests(bench);
    readTests(bench);
    if (options.pages) pageTests(bench, options.pages);
    faultTests(bench, options.bodies ?? 'json');
  });
}

type Bench<C> = ReturnType<typeof benchOf<C>>;

/** A simulator, a first good read and the ways to run the connector against both. */
function benchOf<C>(connector: Connector<C>, options: ConnectorSuiteOptions<C>) {
  const window = options.window ?? { from: '2025-05-10', to: '2025-07-20' };
  const units = options.units ?? PRACTICE_UNITS;
  const now = startOfDay(addDays(window.to, 10));
  const clock: Clock = { now: () => now };
  const simulate = () => connector.simulate({ port: 0, seed: SEED, units, clock, scale: options.scale ?? 1 });
  const configOf = (url: string) => connector.config.parse(connector.practiceConfig(url));
  const state = {} as { simulator: RunningSimulator; config: C; good: Trial; requests: number };
  const input = () => ({ connector, config: state.config, clock, units, window });
  return {
    options,
    connector,
    window,
    now,
    state,
    simulate,
    configOf,
    read: (changes: Partial<Parameters<typeof tryRead<C>>[0]> = {}) => tryRead({ ...input(), ...changes }),
    check: (changes: Partial<Parameters<typeof tryCheck<C>>[0]> = {}) => tryCheck({ ...input(), ...changes }),
    async start() {
      state.simulator = await simulate();
      state.config = configOf(state.simulator.url);
      let requests = 0;
      const count = faultHandlers(() => void requests++, 1);
      state.good = await tryRead({ ...input(), handlers: count });
      state.requests = requests;
    },
    stop: async () => state.simulator?.close(),
  };
}

function specTests<C>(connector: Connector<C>, { secrets, badConfig }: ConnectorSuiteOptions<C>) {
  const spec = connector as unknown as Connector<never>;

  it('has a name, a version and texts in both languages', () => {
    expect(connector.id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(connector.version).toMatch(/^\d+\.\d+\.\d+$/);
    const streams = [...spec.records, ...spec.values];
    const texts: Text[] = [
      connector.title,
      connector.description,
      ...streams.map(({ title }) => title),
      ...spec.records.flatMap(({ reasons }) => Object.values(reasons)),
      ...measuresOf(spec).flatMap(({ title, unit }) => [title, unit]),
    ];
    for (const { vi, en } of texts) expect([vi.trim(), en.trim()]).not.toContain('');
    expect(new Set(streams.map(({ name }) => name)).size, 'stream names must differ').toBe(streams.length);
  });

  it('describes every field of its configuration', () => {
    const fields = configFields(spec);
    expect(fields.length).toBeGreaterThan(0);
    for (const { path, title, description } of fields) {
      expect(title, `title of ${path}`).toEqual(expect.stringMatching(/\S/));
      expect(description, `description of ${path}`).toEqual(expect.stringMatching(/\S/));
    }
  });

  it('accepts its practice configuration, refuses a bad one, marks every secret', () => {
    const config = connector.config.parse(connector.practiceConfig('http://127.0.0.1:1'));
    expect(connector.config.safeParse(badConfig).success).toBe(false);
    expect(secretValues(spec, config).sort()).toEqual([...secrets].sort());
  });

  it('documents every measure and every configuration field in its README', async () => {
    const readme = await readFile(
      new URL(`../../connectors/${connector.id}/README.md`, import.meta.url),
      'utf8',
    );
    const measures = measuresOf(spec);
    expect(measures.length).toBeGreaterThan(0);
    for (const { code } of measures) {
      expect(code).toMatch(/^[A-Z]+\.[A-Z0-9_]+$/);
      expect(readme, `README on ${code}`).toContain(code);
    }
    for (const { path } of configFields(spec))
      expect(readme, `README on ${path}`).toContain(path.split('.').at(-1));
  });
}

function checkTests<C>(bench: Bench<C>) {
  it('check: good against its simulator', async () => {
    const trial = await bench.check();
    expect(trial.error).toBeNull();
    expect(trial.result).toMatchObject({ ok: true, sample: expect.stringMatching(/\S/) });
    expectNothingLeaked(bench, trial);
  });

  it('check: bad with wrong credentials', async (test) => {
    const { secrets } = bench.options;
    if (secrets.length === 0) return test.skip();
    const trial = await bench.check({ config: withWrongSecrets(bench.state.config, secrets) });
    expectBadCheck(bench, trial);
    const read = await bench.read({ config: withWrongSecrets(bench.state.config, secrets) });
    expectError(bench, read, ['config']);
    expect(read.batches).toEqual([]);
  });

  it('check: bad with a wrong address', async () => {
    expectBadCheck(bench, await bench.check({ config: bench.configOf('http://127.0.0.1:1') }));
    expectBadCheck(
      bench,
      await bench.check({ config: bench.configOf(`${bench.state.simulator.url}/khong-co`) }),
    );
  });
}

function readTests<C>(bench: Bench<C>) {
  const spec = bench.connector as unknown as Connector<never>;

  it('read: well-formed batches for every stream', () => {
    const { good } = bench.state;
    expect(good.error).toBeNull();
    const slices = closedSlices(good.batches);
    expectGoodSlices(spec, slices, bench.window);
    for (const { name } of [...spec.records, ...spec.values]) {
      const items = slices.filter(({ slice }) => slice.stream === name);
      expect(items.flatMap(({ records, values }) => [...records, ...values]).length, name).toBeGreaterThan(0);
    }
  });

  it('read: the same pull twice gives the same batches', async () => {
    expectSameBatches(await bench.read(), bench.state.good.batches);
  });

  it('simulator: the same seed gives the same answers in another server', async () => {
    const other = await bench.simulate();
    const trial = await bench.read({ config: bench.configOf(other.url) }).finally(other.close);
    expectSameBatches(trial, bench.state.good.batches);
  });

  it.each(UNREADABLE_STATES)('F28 read: the unreadable state %j reads all', async (state) => {
    expectSameBatches(await bench.read({ state }), bench.state.good.batches);
  });

  it('read: nothing personal and no secret goes out, although the source sends personal data', () => {
    const { good } = bench.state;
    if (bench.options.personalData !== 'none') expect(good.received).toMatch(PERSONAL_PATTERN);
    expectNothingLeaked(bench, good);
  });

  it('read: stops when the run is stopped', async () => {
    const trial = await bench.read({ signal: AbortSignal.abort() });
    expect(trial.error).toBeInstanceOf(HubError);
  });
}

function pageTests<C>(bench: Bench<C>, pages: NonNullable<ConnectorSuiteOptions<C>['pages']>) {
  const changes = () => ({ config: pages.config(bench.state.config) });

  it('read: small pages give the same records', async () => {
    const trial = await bench.read(changes());
    expect(trial.error).toBeNull();
    expect(contentOf(trial.batches)).toEqual(contentOf(bench.state.good.batches));
  });

  it('F10 the same page for ever', async () => {
    const fault = samePageForEver(pages.number);
    const trial = await bench.read({ ...changes(), handlers: fault.handlers });
    expectError(bench, trial, ['config']);
    expect(fault.repeats, 'how often the page came again').toBeGreaterThan(0);
    expect(fault.repeats).toBeLessThanOrEqual(3);
  });
}

function faultTests<C>(bench: Bench<C>, bodies: 'json' | 'text') {
  const told = faults(bench.now).filter((fault) => bodies === 'json' || !fault.jsonOnly);

  it.each(told)('$name, from the first request', (fault) => expectFault(bench, fault, 1));
  it.each(told)('$name, at the last request', (fault) => expectFault(bench, fault, bench.state.requests));

  it.each(told.filter(({ ends }) => ends !== 'none'))('$name: check is not good', async (fault) => {
    expectBadCheck(bench, await bench.check({ handlers: faultHandlers(fault.answer, 1) }));
  });
}

/** More requests than this for one fault is a storm. */
const STORM = 12;

async function expectFault<C>(bench: Bench<C>, fault: Fault, position: number) {
  let met = 0;
  const handlers = faultHandlers((request, nth) => {
    met = nth;
    return fault.answer(request, nth);
  }, position);
  const trial = await bench.read({ handlers });
  expect(Math.max(0, ...trial.waits), 'the longest wait').toBeLessThanOrEqual(60_000);
  if (fault.waits) expect(trial.waits).toContain(fault.waits);
  if (fault.ends === 'none') return expectSameBatches(trial, bench.state.good.batches);
  expectError(bench, trial, fault.ends);
  expect(met).toBeLessThanOrEqual(STORM);
}

function expectSameBatches(trial: Trial, batches: readonly Batch[]) {
  expect(trial.error).toBeNull();
  expect(trial.batches).toEqual(batches);
}

const contentOf = (batches: readonly Batch[]) =>
  closedSlices(batches).map(({ slice, records, values }) => ({ ...slice, records, values }));

function expectBadCheck<C>(bench: Bench<C>, trial: Trial) {
  if (trial.error) return expectError(bench, trial, ['config', 'retry']);
  expect(trial.result?.ok).toBe(false);
  expectSpoken(trial.result?.message);
  expectNothingLeaked(bench, trial);
}

function expectError<C>(bench: Bench<C>, trial: Trial, families: readonly string[]) {
  expect(trial.error, 'the run must fail').toBeInstanceOf(HubError);
  const error = trial.error as HubError;
  expect(families, `${error.code}: ${error.message}`).toContain(error.family);
  expect(error.code).toMatch(/^[A-Z0-9_]+$/);
  expectSpoken(error.text);
  expectNothingLeaked(bench, trial);
}

function expectSpoken(text: Text | undefined) {
  expect(text?.vi).toMatch(VIETNAMESE);
  expect(text?.en).toMatch(/\S/);
  expect(text?.en).not.toBe(text?.vi);
  expect(text?.vi).not.toMatch(JARGON);
}

function expectNothingLeaked<C>(bench: Bench<C>, trial: Trial) {
  const seen = visibleText(trial);
  expect(seen).not.toMatch(PERSONAL_PATTERN);
  for (const secret of bench.options.secrets) expect(seen.includes(secret), 'a secret was shown').toBe(false);
}
