import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { connectors } from '../../connectors/index.ts';
import { assessIndicator } from '../../src/app/assess-indicator.ts';
import { findAssessment } from '../../src/app/assessments.ts';
import { scoreAssessment } from '../../src/app/score-assessment.ts';
import { loadIndexSet } from '../../src/catalog/load-index-set.ts';
import { measuresOf } from '../../src/connector-kit/connector.ts';
import type { Measure } from '../../src/core/measure.ts';
import { text } from '../../src/core/text.ts';
import type { Database } from '../../src/store/database.ts';
import { addImportedSet } from '../../src/store/imported-sets.ts';
import { declareMeasures } from '../../src/store/measures.ts';
import { startedOn } from '../kit/started-hub.ts';
import { onEachDatabase } from '../kit/test-databases.ts';

// Each start puts fourteen thousand units into a fresh database.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const NEW_DECREE = `
title: Bộ chỉ số thử của thành phố Huế
version: 1
holdsFrom: "2026-01-15"
firstYear: 2026
scope: { code: "46", level: PROVINCE }
decree: { number: 7/QĐ-UBND, date: "2026-01-15", issuer: Ủy ban nhân dân thành phố Huế }
scoringModel: TARGETS
rankBy: PERCENT
missing: UNMET
counts: [FINAL, SELF]
columns: [{ column: SELF, title: Xã tự đánh giá }]
levels:
  - { level: COMMUNE, window: { from: "01-01", to: "12-15" }, entryDeadline: "12-20", owner: Sở KH&CN }
groups:
  - { code: I, title: Chính quyền số }
  - { code: I.1, parent: I, title: Nền tảng }
indicators:
  - id: sixth.signing
    code: "1.1"
    group: I.1
    title: Văn bản ký số
    levels: [COMMUNE]
    evidenceClass: M
    target: { text: "90%" }
    unitOfTarget: "%"
  - id: sixth.wifi
    code: "1.10"
    group: I.1
    title: Wifi công cộng
    levels: [COMMUNE]
    evidenceClass: M
    target: { text: Có }
    unitOfTarget: Điểm
  - id: sixth.booking
    code: "1.11"
    group: I.1
    title: Đặt lịch trực tuyến
    levels: [COMMUNE]
    evidenceClass: A1
    target: { text: Có }
    unitOfTarget: Lượt
    rules:
      - kind: existence
        params: { measures: [KHAC.LICH_HEN] }
  - id: sixth.plan
    code: "2"
    group: I
    title: Kế hoạch
    levels: [COMMUNE]
    evidenceClass: M
    target: { text: Có }
    unitOfTarget: Văn bản
`;

const BOOKINGS: Measure = {
  code: 'KHAC.LICH_HEN',
  title: text('Lượt đặt lịch', 'Bookings'),
  unit: text('lượt', 'booking'),
  aggregation: 'SUM',
};

onEachDatabase('a sixth set is a file and not a project', (open) => {
  it('is scored end to end', async () => {
    const database = await open();
    await startedOn(database);
    // A source of a system that the release does not know declared it.
    await declareMeasures(database, [BOOKINGS]);
    await store(database, 'sixth-set', NEW_DECREE);
    const deps = await startedOn(database);
    expect(deps.measures.get(BOOKINGS.code)).toEqual(BOOKINGS);
    const [assessment] = await findAssessment(deps, 'sixth-set', 2026, 'COMMUNE');
    const { units } = await scoreAssessment(deps, assessment!);
    expect(units).toBe(40);

    const communes = deps.directory.atLevelOn(
      'COMMUNE',
      '2026-12-15',
      deps.directory.unit('46', '2026-12-15').key,
    );
    const unit = communes[0]!.code;
    const put = (indicator: string, value: string) =>
      assessIndicator(deps, {
        unit,
        indexSet: 'sixth-set',
        year: 2026,
        indicator,
        column: 'SELF',
        value,
        reason: 'Biên bản 3',
      });
    await put('1.1', '89.99');
    const board = await put('1.10', 'Đạt');
    expect(board.indicators.map(({ indicator, state, points }) => [indicator.code, state, points])).toEqual([
      ['1.1', 'SCORED', 0],
      ['1.10', 'SCORED', 100],
      ['1.11', 'NO_DATA', 0],
      ['2', 'NO_DATA', 0],
    ]);
    expect([board.points, board.maxApplicable, board.percent]).toEqual([100, 400, 2500]);
  });
});

async function store(database: Database, code: string, content: string): Promise<void> {
  const digest = createHash('sha256').update(content).digest('hex');
  await addImportedSet(database, { code, version: 1, holdsFrom: '2026-01-15', content, digest });
}

describe('the README of the catalogue', () => {
  it('shows a set that loads without a finding', () => {
    const readme = readFileSync(new URL('../../src/catalog/README.md', import.meta.url), 'utf8');
    const example = /```yaml\n(.*?)```/s.exec(readme)?.[1] ?? '';
    const offered = connectors.flatMap((connector) => measuresOf(connector));
    const { indexSet, findings } = loadIndexSet('example.yaml', example, offered);
    expect(findings).toEqual([]);
    expect(indexSet?.indicators.map(({ code, filling }) => [code, filling])).toEqual([
      ['1.1', 'AUTOMATIC'],
      ['1.10', 'SIGNED_FILE'],
    ]);
  });
});
