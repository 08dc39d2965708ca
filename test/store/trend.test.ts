import { expect, it } from 'vitest';
import type { Hub } from '../../src/app/hub.ts';
import { makeUnit } from '../../src/app/units/make-unit.ts';
import type { Day } from '../../src/core/clock.ts';
import type { Succession, SuccessionKind, Unit } from '../../src/core/unit.ts';
import { startApi } from '../kit/api.ts';
import { openWorld, setLike } from '../kit/people-sets.ts';
import { onEachDatabase } from '../kit/test-databases.ts';

const HUE = makeUnit({
  code: '46',
  codeSystem: 'OFFICIAL',
  name: 'Thành phố Huế',
  level: 'PROVINCE',
  parentKey: null,
  validFrom: null,
  validTo: null,
});

const commune = (code: string, name: string, validFrom: Day | null, validTo: Day | null): Unit =>
  makeUnit({ code, codeSystem: 'OFFICIAL', name, level: 'COMMUNE', parentKey: HUE.key, validFrom, validTo });
const before = (code: string, name: string) => commune(code, name, null, '2025-06-30');
const after = (code: string, name: string) => commune(code, name, '2025-07-01', null);

/** One stays, one gets another name and code, two are merged into a third that bears the code of the first of them. */
const UNCHANGED = [before('19901', 'Xã Yên'), after('19901', 'Xã Yên')] as const;
const RENAMED = [before('19902', 'Xã Cũ'), after('19912', 'Xã Mới')] as const;
const [FIRST, SECOND, MERGED] = [
  before('19903', 'Xã Một'),
  before('19904', 'Xã Hai'),
  after('19903', 'Xã Chung'),
];

const arrow = (from: Unit, to: Unit, kind: SuccessionKind): Succession => ({
  fromKey: from.key,
  toKey: to.key,
  kind,
  date: '2025-07-01',
});

const WORLD = {
  sets: [setLike('points')],
  units: [HUE, ...UNCHANGED, ...RENAMED, FIRST, SECOND, MERGED],
  successions: [
    arrow(...UNCHANGED, 'UNCHANGED'),
    arrow(...RENAMED, 'RENAMED'),
    arrow(FIRST, MERGED, 'MERGED'),
    arrow(SECOND, MERGED, 'MERGED'),
  ],
  now: '2025-11-20T03:00:00+07:00',
};

const RESULTS = [
  [2024, '19901', '10'],
  [2024, '19902', '11'],
  [2024, '19903', '12'],
  [2024, '19904', '13'],
  [2025, '19901', '20'],
  [2025, '19912', '21'],
  [2025, '19903', '22'],
] as const;

async function giveAll(hub: Hub) {
  for (const [year, unit, value] of RESULTS) {
    await hub.assessIndicator({
      unit,
      indexSet: 'points',
      year,
      indicator: '1.1',
      column: 'VERIFIED',
      value,
      reason: 'Biên bản',
    });
  }
}

const trend = async (hub: Hub, unit: Unit) =>
  (await hub.trend(unit.key, 'points')).map(({ year, unit, points }) => [year, unit.name, unit.code, points]);

onEachDatabase('a trend over the reform of 2025', (open) => {
  it('joins what one body got under its names and codes, and nothing of another body', async () => {
    const { hub } = await openWorld(await open(), WORLD);
    await giveAll(hub);
    const stayed = [
      [2024, 'Xã Yên', '19901', 1000],
      [2025, 'Xã Yên', '19901', 2000],
    ];
    const renamed = [
      [2024, 'Xã Cũ', '19902', 1100],
      [2025, 'Xã Mới', '19912', 2100],
    ];
    for (const unit of UNCHANGED) expect(await trend(hub, unit)).toEqual(stayed);
    for (const unit of RENAMED) expect(await trend(hub, unit)).toEqual(renamed);
    // The merged commune bears the code of the first: its past is still not that one's, nor a mean of both.
    expect(await trend(hub, MERGED)).toEqual([[2025, 'Xã Chung', '19903', 2200]]);
    expect(await trend(hub, FIRST)).toEqual([[2024, 'Xã Một', '19903', 1200]]);
    expect(await trend(hub, SECOND)).toEqual([[2024, 'Xã Hai', '19904', 1300]]);
  });

  it('compares two years of one body under both names, and refuses another body', async () => {
    const { hub } = await openWorld(await open(), WORLD);
    await giveAll(hub);
    const years = [
      { indexSet: 'points', year: 2024 },
      { indexSet: 'points', year: 2025 },
    ] as const;
    for (const unit of RENAMED) {
      const { from, to, rows } = await hub.compareYears(unit.key, ...years);
      expect([from.unit.name, to.unit.name]).toEqual(['Xã Cũ', 'Xã Mới']);
      expect(rows.map(({ from, to, difference }) => [from?.points, to?.points, difference])[0]).toEqual([
        1100, 2100, 1000,
      ]);
    }
    for (const unit of [FIRST, MERGED]) {
      await expect(hub.compareYears(unit.key, ...years)).rejects.toMatchObject({ code: 'NO_SUCH_BODY' });
    }
  });

  it('a unit of today reaches what its predecessors got, through the API', async () => {
    const { hub } = await openWorld(await open(), WORLD);
    await giveAll(hub);
    const api = await startApi(hub);
    try {
      const point = 'trend(indexSet: "points") { year points unit { code name } }';
      const { body } = await api.query(
        `{ unit(code: "19903") { name ${point} predecessors { kind unit { validTo ${point} } } } }`,
      );
      const predecessor = (code: string, name: string, points: number) => ({
        kind: 'MERGED',
        unit: { validTo: '2025-06-30', trend: [{ year: 2024, points, unit: { code, name } }] },
      });
      expect(body).toEqual({
        data: {
          unit: {
            name: 'Xã Chung',
            trend: [{ year: 2025, points: 22, unit: { code: '19903', name: 'Xã Chung' } }],
            predecessors: [predecessor('19903', 'Xã Một', 12), predecessor('19904', 'Xã Hai', 13)],
          },
        },
      });
    } finally {
      await api.close();
    }
  });
});
