import fc from 'fast-check';
import { expect, it } from 'vitest';
import { duePulls } from '../../src/app/pull/due.ts';
import { startPull } from '../../src/app/pull/pull-source.ts';
import { withdrawUnitMatch } from '../../src/app/unit-matching/decide-unit.ts';
import { unitMatchesPage } from '../../src/app/unit-matching/unit-matches-page.ts';
import { openCrashHub, visibleFacts } from '../kit/crash-hub.ts';
import { CrashSource, factsOf, itemsOf, UNKNOWN_UNIT } from '../kit/crash-source.ts';
import { expectInvariants } from '../kit/invariants.ts';
import { refusal } from '../kit/refusal.ts';
import { post, recordScript, valueScript, visits } from '../kit/scripted-connector.ts';
import { onEachDatabase } from '../kit/test-databases.ts';
import { TestHub, YEAR } from '../kit/test-hub.ts';
import { confirm, GROUND, ignore, waiting, waitingLines } from '../kit/unit-decisions.ts';

/** Codes of the 63 provinces of before 01/07/2025, names, and codes with a slip of the pen: none names a unit here. */
const STRANGE = [
  ...['01', '02', '31', '48', '79', '92', '96'],
  ...['Phường An', 'phuong an', '1 9801', '019801', '19801x', '', '__proto__', 'constructor', '0', '474'],
];
const KNOWN = ['19801', '19802', '19804', 'H57.29'];
/** Until the 14th: a person's match; after that it waits again. */
const MATCHED = '49';
const LAST_MATCHED = '2024-02-14';
const IGNORED = '56';

const days = fc.integer({ min: 1, max: 28 }).map((day) => `2024-02-${String(day).padStart(2, '0')}`);
const unit = fc.constantFrom(...KNOWN, ...STRANGE, MATCHED, IGNORED);
const rows = fc.array(fc.record({ unit, day: days }), { minLength: 1, maxLength: 60 });

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

onEachDatabase('F44 codes that name no unit', (open) => {
  it('are set aside with their number: mapped + quarantined + ignored = total, of records and of ready values', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (list) => {
        const hub = await TestHub.open(await open());
        await confirm(hub, MATCHED, '19803', { validTo: LAST_MATCHED });
        await ignore(hub, IGNORED);
        const records = list.map(({ unit, day }, n) => post(`k${n}`, unit, day));
        const distinct = new Map(list.map(({ unit, day }) => [`${unit} ${day}`, visits(unit, day, 3)]));
        const values = [...distinct.values()];
        // One of a known unit, or the whole pull is held.
        const script = [
          ...recordScript([post('known', '19801', '2024-01-05'), ...records], YEAR),
          ...valueScript(values, 'visits', YEAR),
        ];
        const run = await hub.pull(script);
        expect(run).toMatchObject({ state: 'OK' });

        const both = [...list, ...values];
        const isWaiting = ({ unit, day }: { unit: string; day: string }) =>
          STRANGE.includes(unit) || (unit === MATCHED && day > LAST_MATCHED);
        const quarantined = both.filter(isWaiting).length;
        const ignored = both.filter((one) => one.unit === IGNORED).length;
        expect(sum(Object.values(run.quarantined))).toBe(quarantined);
        expect(run.ignored).toEqual(ignored === 0 ? {} : { [IGNORED]: ignored });
        expect(Object.keys(run.quarantined).filter((code) => KNOWN.includes(code))).toEqual([]);
        const posts = sum((await hub.facts('POST.COUNT')).map(({ value }) => value));
        const visited = (await hub.facts('VISIT.TOTAL')).filter(({ value }) => value > 0).length;
        expect(posts + visited + quarantined + ignored).toBe(1 + list.length + values.length);
        expect(sum((await waiting(hub)).map((one) => one.records + one.values))).toBe(quarantined);
        await expectInvariants(hub.database, { isAtRest: true });
      }),
      { numRuns: 6, seed: 44 },
    );
  });

  it('one code that names two communes is the one that bore it on the day of the record', async () => {
    const hub = await TestHub.open(await open(), '2025-08-01T08:00:00+07:00');
    const around = { from: '2025-06-01', to: '2025-07-31' };
    const records = ['2025-06-30', '2025-07-01', '2025-07-02'].map((day, n) => post(`k${n}`, '19804', day));
    expect(await hub.pull(recordScript(records, around), around)).toMatchObject({
      state: 'OK',
      quarantined: {},
    });
    const counted = (await hub.facts('POST.COUNT')).filter(({ value }) => value > 0);
    expect(new Set(counted.map(({ unit }) => unit)).size).toBe(2);
    expect(counted.map(({ day, value }) => `${day} ${value}`).sort()).toEqual([
      '2025-06-30 1',
      '2025-07-01 1',
      '2025-07-02 1',
    ]);
  });

  it('count from the next pull on when a person has matched them, although no page of the source changed', async () => {
    const source = await CrashSource.start(itemsOf({ '2024-01': 95, '2024-02': 45 }));
    try {
      const hub = await openCrashHub(await open(), { url: source.url, pageSize: 10 });
      const strange = source.items.filter((item) => item.unit === UNKNOWN_UNIT).length;
      expect(await hub.pull([])).toMatchObject({ state: 'OK', quarantined: { [UNKNOWN_UNIT]: strange } });

      expect(await confirm(hub, UNKNOWN_UNIT, '19803')).toMatchObject({ waitingRows: strange });
      expect(await hub.pull([])).toMatchObject({ state: 'OK', quarantined: {} });
      const meant = source.items.map((item) =>
        item.unit === UNKNOWN_UNIT ? { ...item, unit: '19803' } : item,
      );
      expect(await visibleFacts(hub.database)).toEqual(factsOf(meant, YEAR));
      expect(await hub.pull([])).toMatchObject({ state: 'OK', factsChanged: 0 });

      const [match] = (await unitMatchesPage(hub.deps, String(hub.source.id), { first: 1, after: null }))
        .items;
      await withdrawUnitMatch(hub.deps, { match: match?.node.id ?? '', reason: GROUND });
      // Until the next pull they are the unit's; what an older slice showed waits for nobody.
      expect(await waitingLines(hub)).toEqual([]);
      expect(await hub.pull([])).toMatchObject({ state: 'OK', quarantined: { [UNKNOWN_UNIT]: strange } });
      expect(await visibleFacts(hub.database)).toEqual(factsOf(source.items, YEAR));
      expect(await waitingLines(hub)).toEqual([`${UNKNOWN_UNIT} ${strange}+0 2024-01-05 2024-02-10`]);
    } finally {
      await source.close();
    }
  });

  it('are listed with their days and what they may mean, of a pull that is held, too, until somebody decides', async () => {
    const hub = await TestHub.open(await open(), '2025-08-01T08:00:00+07:00');
    const window = { from: '2025-06-01', to: '2025-07-31' };
    const script = [
      ...recordScript(
        [
          post('a', '9801.0', '2025-06-03'),
          post('b', '9801.0', '2025-07-05'),
          post('c', 'TEST', '2025-07-05'),
        ],
        window,
      ),
      ...valueScript(
        [visits('Phường An', '2025-06-30', 3), visits('Phường An', '2025-07-31', 4)],
        'visits',
        window,
      ),
    ];
    expect(await hub.pull(script, window)).toMatchObject({ state: 'NEEDS_REVIEW' });

    expect(await waitingLines(hub)).toEqual([
      '9801.0 2+0 2025-06-03 2025-07-05',
      'Phường An 0+2 2025-06-30 2025-07-31',
      'TEST 1+0 2025-07-05 2025-07-05',
    ]);
    const proposed = (await waiting(hub)).map(({ reason, proposals }) => [
      reason,
      ...proposals.map(({ kind, unit }) => `${kind} ${unit.code}`),
    ]);
    expect(proposed).toEqual([['UNKNOWN'], ['NAME', 'SAME_NAME 19801'], ['UNKNOWN']]);

    expect(await ignore(hub, 'TEST')).toMatchObject({ waitingRows: 1 });
    expect(await confirm(hub, 'Phường An', '19801', { validFrom: '2025-07-01' })).toMatchObject({
      waitingRows: 1,
    });
    expect(await confirm(hub, '9801.0', '19804')).toMatchObject({
      waitingRows: 2,
      match: { units: [{ name: 'Phường Vỹ Dạ cũ' }, { name: 'Phường Vỹ Dạ mới' }] },
    });
    expect(await waitingLines(hub)).toEqual(['Phường An 0+1 2025-06-30 2025-06-30']);
    const run = await hub.pull(script, window);
    expect(run).toMatchObject({ state: 'OK', quarantined: { 'Phường An': 1 }, ignored: { TEST: 1 } });
    expect(run.message.vi).toMatch(
      /1 bản ghi có mã đơn vị lạ.*hub units unmatched.* 1 bản ghi mang mã đã được xác định/,
    );
    expect(await waitingLines(hub)).toEqual(['Phường An 0+1 2025-06-30 2025-06-30']);
    expect(await hub.lines('VISIT.TOTAL')).toEqual(['19801 2025-07-31 4']);
  });

  it('one code and day is decided once, with a reason and for a unit that existed', async () => {
    const hub = await TestHub.open(await open(), '2025-08-01T08:00:00+07:00');
    hub.source = await hub.addSource('Có bảng mã', { unitMap: { VYDA: '19804' } });
    const { match } = await confirm(hub, 'X', '19801', { validTo: '2025-06-30' });
    await confirm(hub, 'X', '19802', { validFrom: '2025-07-01' });
    await ignore(hub, 'T');
    const refused: readonly (readonly [string, () => Promise<unknown>, string])[] = [
      [
        'a day that is decided',
        () => confirm(hub, 'X', '19803', { validFrom: '2025-06-30', validTo: '2025-06-30' }),
        'ALREADY_DECIDED',
      ],
      ['all days of a code that is matched', () => ignore(hub, 'X'), 'ALREADY_DECIDED'],
      ['a code that is none of ours', () => confirm(hub, 'T', '19801'), 'ALREADY_DECIDED'],
      ['a code of the unit map', () => confirm(hub, 'VYDA', '19801'), 'ALREADY_DECIDED'],
      ['no such unit', () => confirm(hub, 'Y', '99999'), 'UNKNOWN_UNIT'],
      [
        'a unit of other days',
        () => confirm(hub, 'Y', 'COMMUNE:19804:-', { validFrom: '2025-07-01' }),
        'UNKNOWN_UNIT',
      ],
      [
        'an end before the beginning',
        () => confirm(hub, 'Y', '19801', { validFrom: '2025-07-01', validTo: '2025-06-30' }),
        'BAD_INPUT',
      ],
      [
        'a match twice withdrawn',
        () => withdrawUnitMatch(hub.deps, { match: match.id ?? '', reason: GROUND }),
        'NOT_IN_FORCE',
      ],
      [
        'no reason',
        () => withdrawUnitMatch(hub.deps, { match: match.id ?? '', reason: 'nhầm' }),
        'BAD_REASON',
      ],
    ];
    await withdrawUnitMatch(hub.deps, { match: match.id ?? '', reason: GROUND });
    await confirm(hub, 'X', 'COMMUNE:19804:-');
    for (const [what, decide, wanted] of refused)
      expect([what, await refusal(decide())]).toEqual([what, wanted]);
    const page = await unitMatchesPage(hub.deps, String(hub.source.id), { first: 100, after: null });
    expect(
      page.items.map(({ node }) => [
        node.sourceCode,
        node.unitCode,
        node.validFrom,
        node.validTo,
        node.units.length,
      ]),
    ).toEqual([
      ['VYDA', '19804', null, null, 2],
      ['T', null, null, null, 0],
      ['X', '19804', null, '2025-06-30', 1],
      ['X', '19802', '2025-07-01', null, 1],
    ]);
    expect(await hub.count('unit_match')).toBe(4);
  });

  it('the night after a decision reads all days again, not only the last ones', async () => {
    const hub = await TestHub.open(await open(), '2024-06-01T02:00:00+07:00');
    await hub.database.rows(`update source set settings = '{"lookbackDays": 3}'`);
    const night = async (day: string): Promise<string | undefined> => {
      hub.clock.set(`${day}T02:00:00+07:00`);
      const [due] = await duePulls(hub.deps);
      if (!due) return undefined;
      hub.script.next(recordScript([post('k', '19801', '2024-05-31')], due.window));
      const { run, done } = await startPull(hub.deps, due.source, due.window, { dueAt: due.dueAt });
      await done;
      await hub.database.rows('update pull_run set started_at = $2, finished_at = $2 where id = $1', [
        run.id,
        hub.clock.now().toISOString(),
      ]);
      return due.window.from;
    };
    expect([await night('2024-06-01'), await night('2024-06-02')]).toEqual(['2024-01-01', '2024-05-30']);
    await confirm(hub, 'X', '19801');
    await hub.database.rows(`update unit_match set known_from = '2024-06-02T10:00:00+07:00'`);
    expect([await night('2024-06-03'), await night('2024-06-04')]).toEqual(['2024-01-01', '2024-06-01']);
  });
});
