import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Batch, Connector, Json } from '../../src/connector-kit/connector.ts';
import { PERSONAL_PATTERN } from '../../src/connector-kit/practice-people.ts';
import type { RunningSimulator } from '../../src/connector-kit/simulator-server.ts';
import { addDays, type Clock, startOfDay, type Window } from '../../src/core/clock.ts';
import { HubError } from '../../src/core/errors.ts';
import type { Unit } from '../../src/core/unit.ts';
import { closedSlices, expectGoodSlices } from './batch-rules.ts';
import { withWrongSecrets } from './config-fields.ts';
import { type Trial, type TrialInput, tryCheck, tryRead } from './connector-run.ts';
import { practised, specTests } from './connector-spec.ts';
import { type Fault, faultHandlers, faults, samePageForEver } from './faults.ts';
import { PRACTICE_UNITS } from './practice-units.ts';
import { expectBadCheck, expectError, expectNothingLeaked, expectSameBatches } from './trial-rules.ts';

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
    read: (changes: Partial<TrialInput<C>> = {}) => tryRead({ ...input(), ...changes }),
    check: (changes: Partial<TrialInput<C>> = {}) => tryCheck({ ...input(), ...changes }),
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

function checkTests<C>(bench: Bench<C>) {
  it('check: good against its simulator', async () => {
    const trial = await bench.check();
    expect(trial.error).toBeNull();
    expect(trial.result).toMatchObject({ ok: true, sample: expect.stringMatching(/\S/) });
    expectNothingLeaked(bench.options.secrets, trial);
  });

  it('check: bad with wrong credentials', async (test) => {
    const { secrets } = bench.options;
    if (secrets.length === 0) return test.skip();
    const config = withWrongSecrets(bench.state.config, secrets);
    expectBadCheck(secrets, await bench.check({ config }));
    const read = await bench.read({ config });
    expectError(secrets, read, ['config']);
    expect(read.batches).toEqual([]);
  });

  it('check: bad with a wrong address', async () => {
    for (const address of ['http://127.0.0.1:1', `${bench.state.simulator.url}/khong-co`]) {
      const trial = await bench.check({ config: bench.configOf(address) });
      expectBadCheck(bench.options.secrets, trial);
    }
  });
}

function readTests<C>(bench: Bench<C>) {
  const spec = practised(bench.connector);

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

  it.each(UNREADABLE_STATES.map((state) => ({ state })))(
    'F28 read: unreadable $state reads all',
    async ({ state }) => {
      expectSameBatches(await bench.read({ state }), bench.state.good.batches);
    },
  );

  it('read: nothing personal and no secret goes out, although the source sends personal data', () => {
    const { good } = bench.state;
    if (bench.options.personalData !== 'none') expect(good.received).toMatch(PERSONAL_PATTERN);
    expectNothingLeaked(bench.options.secrets, good);
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
    expectError(bench.options.secrets, trial, ['config']);
    expect(fault.repeats, 'how often the page came again').toBeGreaterThan(0);
    expect(fault.repeats).toBeLessThanOrEqual(3);
  });
}

function faultTests<C>(bench: Bench<C>, bodies: 'json' | 'text') {
  const told = faults(bench.now)
    .filter((fault) => bodies === 'json' || !fault.jsonOnly)
    .map((fault) => [fault.name, fault] as const);

  it.each(told)('%s, from the first request', (_, fault) => expectFault(bench, fault, 1));
  it.each(told)('%s, at the last request', (_, fault) => expectFault(bench, fault, bench.state.requests));

  it.each(told.filter(([, { ends }]) => ends !== 'none'))('%s: check is not good', async (_, fault) => {
    const [handlers, met] = counted(fault, 1);
    const trial = await bench.check({ handlers });
    if (met.answered > 0) expectBadCheck(bench.options.secrets, trial);
  });
}

/** More requests than this for one fault is a storm. */
const STORM = 12;

/** The fault from the `position`-th request on, and how often it has answered in the source's place. */
function counted(fault: Fault, position: number) {
  const met = { answered: 0 };
  const handlers = faultHandlers(async (request, nth) => {
    const answer = await fault.answer(request, nth);
    if (answer) met.answered++;
    return answer;
  }, position);
  return [handlers, met] as const;
}

async function expectFault<C>(bench: Bench<C>, fault: Fault, position: number) {
  const [handlers, met] = counted(fault, position);
  const trial = await bench.read({ handlers });
  expect(Math.max(0, ...trial.waits), 'the longest wait').toBeLessThanOrEqual(60_000);
  if (fault.waits) expect(trial.waits).toContain(fault.waits);
  if (fault.ends === 'none' || met.answered === 0) return expectSameBatches(trial, bench.state.good.batches);
  expectError(bench.options.secrets, trial, fault.ends);
  expect(met.answered).toBeLessThanOrEqual(STORM);
}

const contentOf = (batches: readonly Batch[]) =>
  closedSlices(batches).map(({ slice, records, values }) => ({ ...slice, records, values }));
