import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MINUTE } from '../../src/core/clock.ts';
import { onEachDatabaseByTheRules } from '../kit/invariants.ts';
import { month, people, post, recordScript, slice, valueScript, visits } from '../kit/scripted-connector.ts';
import { TestHub, YEAR } from '../kit/test-hub.ts';

const MARCH = { from: '2024-01-01', to: '2024-03-31' };

onEachDatabaseByTheRules('facts of a pull', (open) => {
  it('R3: the same data again, in whatever order and pages, changes no fact and no scoreboard', async () => {
    const hub = await TestHub.open(await open());
    const records = [
      post('a', '19801', '2024-01-05'),
      post('b', '19801', '2024-01-05'),
      post('c', '19801', '2024-02-29'),
      post('d', '19802', '2024-03-31'),
      post('e', '19802', '2024-03-31', { excluded: 'DRAFT' }),
    ];
    const rest = [
      ...valueScript([people('19801', '2024-02-01', 100)], 'people', MARCH),
      ...valueScript([visits('19801', '2024-02-01', 40)], 'visits', MARCH),
    ];
    const first = await hub.pull([...recordScript(records, MARCH), ...rest], MARCH);
    expect(first).toMatchObject({ state: 'OK', recordsRead: 7, errorCode: null });
    // 3 days of posts (2 measures each), a zero in each month without posts, a stock and a sum.
    expect(first.factsChanged).toBe(await hub.count('fact'));
    await hub.score();
    const before = await hub.versions();

    for (const page of [1_000, 1, 2]) {
      const again = await hub.pull(
        [...recordScript([...records].reverse(), MARCH, { page }), ...rest],
        MARCH,
      );
      expect(again).toMatchObject({ state: 'OK', factsChanged: 0 });
      await hub.score();
    }
    expect(await hub.versions()).toEqual(before);
    expect(await hub.count('staged_fact')).toBe(0);
  });

  it('R9: a list without pages that is known from the last pull is no known page: what changed in it is published', async () => {
    const hub = await TestHub.open(await open());
    const january = month('2024-01');
    const asked = async () => void (await hub.script.contexts.at(-1)?.known('posts', january));
    const before = [post('a', '19801', '2024-01-05'), post('b', '19801', '2024-01-05')];
    for (const records of [before, [...before, post('c', '19801', '2024-01-05')]]) {
      await hub.pull([asked, ...recordScript(records, january)], january);
      expect(await hub.lines('POST.COUNT')).toEqual([`19801 2024-01-05 ${records.length}`]);
    }
  });

  it('R9: a correction makes a new version; the old one stays readable as it was known', async () => {
    const hub = await TestHub.open(await open());
    const before = [post('a', '19801', '2024-01-05'), post('b', '19801', '2024-01-05')];
    await hub.pull(recordScript(before, MARCH), MARCH);
    const then = await hub.now();

    const corrected = [...before, post('c', '19801', '2024-01-05')];
    const run = await hub.pull(recordScript(corrected, MARCH), MARCH);

    expect(run.factsChanged).toBe(2);
    expect(await hub.lines('POST.COUNT')).toContain('19801 2024-01-05 3');
    expect(await hub.lines('POST.COUNT', then)).toContain('19801 2024-01-05 2');
    const versions = await hub.database.rows(
      `select value::int as value, known_to is null as "inForce", run_id = $1 as "isNew" from fact
       where day = '2024-01-05' and measure_id = (select id from measure where code = 'POST.COUNT') order by id`,
      [run.id],
    );
    expect(versions).toEqual([
      { value: 2, inForce: false, isNew: false },
      { value: 3, inForce: true, isNew: true },
    ]);
  });

  it('what vanished lowers a sum down to zero and leaves a snapshot as it was', async () => {
    const hub = await TestHub.open(await open());
    const records = [
      post('a', '19801', '2024-01-05'),
      post('b', '19801', '2024-01-05'),
      post('c', '19801', '2024-03-09'),
      post('d', '19802', '2024-02-10'),
    ];
    const snapshots = [people('19801', '2024-01-31', 90), people('19801', '2024-02-29', 100)];
    const pull = (count: number, shots: number) =>
      hub.pull(
        [
          ...recordScript(records.slice(0, count), MARCH),
          ...valueScript(snapshots.slice(shots), 'people', MARCH),
        ],
        MARCH,
      );
    await pull(4, 0);
    expect(await hub.lines('POST.COUNT')).toEqual([
      '19801 2024-01-05 2',
      '19801 2024-02-01 0',
      '19801 2024-03-09 1',
      '19802 2024-01-01 0',
      '19802 2024-02-10 1',
      '19802 2024-03-01 0',
    ]);

    const run = await pull(1, 1);

    expect(run.state).toBe('OK');
    // The second commune has no record at all any more: the source knew it, so that is zero and not silence.
    expect(await hub.lines('POST.COUNT')).toEqual([
      '19801 2024-01-05 1',
      '19801 2024-02-01 0',
      '19801 2024-03-01 0',
      '19802 2024-01-01 0',
      '19802 2024-02-01 0',
      '19802 2024-03-01 0',
    ]);
    expect(await hub.lines('REF.PEOPLE')).toEqual(['19801 2024-01-31 90', '19801 2024-02-29 100']);
    expect(await pull(1, 1)).toMatchObject({ state: 'OK', factsChanged: 0 });
  });

  it('zero is a fact, absence is not: excluded records give 0, a unit the source does not know nothing', async () => {
    const hub = await TestHub.open(await open());
    const january = month('2024-01');
    await hub.pull(
      [
        {
          type: 'records',
          stream: 'posts',
          records: [post('a', '19801', '2024-01-05', { excluded: 'DRAFT' })],
        },
        slice('posts', january),
        { type: 'records', stream: 'cases', records: [post('x', '19802', '2024-01-06')] },
        slice('cases', january),
      ],
      january,
    );

    expect(await hub.lines('POST.COUNT')).toEqual(['19801 2024-01-05 0', '19802 2024-01-01 0']);
    expect(await hub.lines('CASE.COUNT')).toEqual(['19801 2024-01-01 0', '19802 2024-01-06 1']);
    await hub.score();
    expect(await hub.row('19801', '1.1')).toEqual(['SCORED', 0]);
    expect(await hub.row('19803', '1.1')).toEqual(['NO_DATA', null]);
  });

  it('F17: duplicates in a page and between pages count once; a changed one counts the same in any order', async () => {
    const hub = await TestHub.open(await open());
    const january = month('2024-01');
    const twice = [post('a', '19801', '2024-01-05'), post('a', '19801', '2024-01-05', { counts: 3 })];
    const rest = [post('b', '19801', '2024-01-05'), post('b', '19801', '2024-01-05')];
    const script = (records: typeof twice, page: number) => [
      ...recordScript(records, january, { page }).slice(0, -1),
      slice('posts', january, 2),
    ];

    const run = await hub.pull(script([...twice, ...rest], 1), january);

    expect(run).toMatchObject({ state: 'OK', recordsRead: 4, recordsExpected: 2 });
    const [shown] = await hub.database.rows('select record_count, duplicate_count from slice');
    expect(shown).toEqual({ record_count: 2, duplicate_count: 2 });
    const facts = await hub.lines('POST.COUNT');
    for (const records of [
      [...rest, ...twice],
      [...twice.toReversed(), ...rest],
    ]) {
      expect(await hub.pull(script(records, 2), january)).toMatchObject({ state: 'OK', factsChanged: 0 });
    }
    expect(await hub.lines('POST.COUNT')).toEqual(facts);
  });

  it('F44: unknown unit codes are set aside by code, kept out of facts and in the comparison with the total', async () => {
    const hub = await TestHub.open(await open());
    const january = month('2024-01');
    const codes = ['19801', 'X-1', 'X-1', 'constructor', '__proto__', 'a,b{}"\\'];
    const records = codes.map((code, index) => post(`k${index}`, code, '2024-01-05'));

    const run = await hub.pull(recordScript(records, january), january);

    expect(run.state).toBe('OK');
    expect(Object.entries(run.quarantined).sort()).toEqual([
      ['X-1', 2],
      ['__proto__', 1],
      ['a,b{}"\\', 1],
      ['constructor', 1],
    ]);
    expect(run.message.vi).toMatch(/^Đã đọc 6 bản ghi.* 5 bản ghi có mã đơn vị lạ được để riêng \(X-1, /);
    expect(await hub.lines('POST.COUNT')).toEqual(['19801 2024-01-05 1']);
  });

  it('F44: one code is the old commune before the reform and the new one after it; a unit map is followed', async () => {
    const hub = await TestHub.open(await open(), '2025-08-01T00:00:00+07:00');
    hub.source = await hub.addSource('Có bảng mã', { unitMap: { VYDA: '19804', HUE: 'none' } });
    const window = { from: '2025-06-01', to: '2025-07-31' };
    const records = [
      post('a', 'VYDA', '2025-06-30'),
      post('b', '19804', '2025-07-01'),
      post('c', '19804', '2025-07-01'),
    ];

    await hub.pull(recordScript([...records, post('d', 'HUE', '2025-07-02')], window), window);

    expect((await hub.facts('POST.COUNT')).map(({ unit, day, value }) => [unit, day, value])).toEqual([
      ['COMMUNE:19804:-', '2025-06-30', 1],
      ['COMMUNE:19804:2025-07-01', '2025-07-01', 2],
    ]);
    const asked = hub.script.contexts[0]?.units.filter(({ unit }) => unit.code === '19804');
    expect(asked?.map(({ code, unit }) => [code, unit.validFrom])).toEqual([
      ['VYDA', null],
      ['VYDA', '2025-07-01'],
    ]);
  });

  it('two windows over the same days count no record twice', async () => {
    const hub = await TestHub.open(await open());
    const wide = { from: '2024-01-01', to: '2024-11-30' };
    const records = [
      post('a', '19801', '2024-11-10'),
      post('b', '19801', '2024-11-20'),
      post('c', '19801', '2024-03-01'),
    ];
    for (const window of [YEAR, wide, YEAR, wide]) {
      const run = await hub.pull(recordScript(records, window), window);
      expect(run.state).toBe('OK');
      expect((await hub.lines('POST.COUNT')).filter((line) => line.endsWith(' 1'))).toEqual([
        '19801 2024-03-01 1',
        '19801 2024-11-10 1',
        ...(hub.script.contexts.length > 1 ? ['19801 2024-11-20 1'] : []),
      ]);
    }
  });

  it('the facts are those of the last pull of each day, whatever was pulled before', async () => {
    const hub = await TestHub.open(await open());
    const window = { from: '2024-01-01', to: '2024-02-29' };
    const record = fc.record({
      key: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      unit: fc.constantFrom('19801', '19802', 'X'),
      day: fc.constantFrom('2024-01-01', '2024-01-31', '2024-02-01', '2024-02-29'),
      excluded: fc.boolean(),
    });
    const pulls = fc.uniqueArray(record, { selector: ({ key }) => key, maxLength: 5, minLength: 1 });
    await fc.assert(
      fc.asyncProperty(pulls, async (drawn) => {
        // Without it a draw might have nothing that counts, and that is held back.
        const anchor = post('anchor', '19803', '2024-01-01');
        const records = [
          anchor,
          ...drawn.map(({ key, unit, day, excluded }) =>
            post(key, unit, day, excluded ? { excluded: 'DRAFT' } : {}),
          ),
        ];
        const run = await hub.pull(recordScript(records, window), window);
        expect(run.state).toBe('OK');
        const wanted = new Map<string, number>();
        for (const { unit, at, data } of records) {
          const line = `${unit} ${at.slice(0, 10)}`;
          if (unit !== 'X') wanted.set(line, (wanted.get(line) ?? 0) + (data.excluded ? 0 : 1));
        }
        const counted = [...wanted].filter(([, n]) => n > 0).map(([line, n]) => `${line} ${n}`);
        const shown = await hub.lines('POST.COUNT');
        expect(shown.filter((line) => !line.endsWith(' 0'))).toEqual(counted.sort());
        for (const [line] of wanted) expect(shown.some((one) => one.startsWith(line))).toBe(true);
      }),
      { numRuns: 12, interruptAfterTimeLimit: 1 * MINUTE },
    );
  });
});
