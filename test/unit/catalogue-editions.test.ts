import { describe, expect, test } from 'vitest';
import { compareEditions, type IndicatorChange } from '../../src/catalog/compare-editions.ts';
import type { IndexSet, Indicator } from '../../src/catalog/index-set.ts';
import { HubError } from '../../src/core/errors.ts';
import { realSet } from './catalogue-kit.ts';

const lineOf = ({ id, changes }: IndicatorChange) =>
  `${id.replace('thanh-hoa.', '')}: ${changes
    .map(({ kind, from, to }) => (kind === 'RETITLED' ? kind : `${kind} ${from} → ${to}`))
    .join(', ')}`;

describe('two editions of one series', () => {
  const older = realSet('thanh-hoa-2022');
  const newer = realSet('thanh-hoa-2023');

  test('Thanh Hóa from 2022 to 2023', () => {
    expect(compareEditions(older, newer).map(lineOf)).toEqual([
      'annual-plan: MOVED 1.10 → 1.1, RETITLED, TARGET_CHANGED Có Kế hoạch, Văn bản quy định khác, → Có',
      'official-mail: MOVED 1.1 → 1.4, RETITLED',
      'one-stop-dossiers: MOVED 1.4 → 1.5, RETITLED',
      'online-dossiers: MOVED 1.5 → 1.6, TARGET_RAISED 60% → 70%',
      'citizen-channel: MOVED 1.6 → 1.7, RETITLED',
      'shared-systems: MOVED 1.7 → 1.8, TARGET_CHANGED Có → Sử dụng hiệu quả',
      'staff-training: MOVED 1.11 → 1.10',
      'epidemic-platforms: MOVED 1.8 → 1.11, TARGET_CHANGED Triển khai sử dụng → *1',
      'e-commerce: RETITLED',
      'cashless-payment: RETITLED, TARGET_RAISED 50% → 60%',
      'e-contract: ADDED null → 2.5',
      'business-platforms: RETITLED, TARGET_RAISED 50% → 55%',
      'citizen-training: RETITLED, TARGET_RAISED 50% → 60%',
      'bank-account: TARGET_RAISED 60% → 75%',
      'phone-safety-software: ADDED null → 3.3',
      'smartphone: TARGET_RAISED 60% → 65%',
      'health-record: RETITLED, TARGET_RAISED 60% → 95%',
      'online-health-advice: ADDED null → 3.6',
      'school-digital-model: ADDED null → 3.7',
      'cashless-tuition: ADDED null → 3.8',
      'electronic-identity: ADDED null → 3.9',
      'personal-signature: ADDED null → 3.10',
      'online-services: ADDED null → 3.11',
      'cashless-electricity: ADDED null → 3.12',
      'broadband-coverage: RETITLED',
      'security-by-level: ADDED null → 4.2',
      'public-wifi: TARGET_CHANGED Số lượng → Có',
      'security-camera: RETITLED',
      'postal-point: TARGET_CHANGED Có → *',
      'digital-address: DROPPED 2.5 → null',
      'safety-information: DROPPED 3.3 → null',
      'dedicated-line: DROPPED 4.2 → null',
    ]);
  });

  test('backwards, what was added is dropped and what was raised is lowered', () => {
    const lines = compareEditions(newer, older).map(lineOf);
    expect(lines).toContain('e-contract: DROPPED 2.5 → null');
    expect(lines).toContain('digital-address: ADDED null → 2.5');
    expect(lines).toContain('bank-account: TARGET_LOWERED 75% → 60%');
  });

  test('an edition does not differ from itself', () => {
    expect(compareEditions(newer, newer)).toEqual([]);
  });

  test('a full stop makes no new title, other points are a change', () => {
    const hue = realSet('hue-dti-2024');
    const change = (row: Indicator): Indicator =>
      row.code === '1.4' ? { ...row, maxPoints: 1250 } : { ...row, title: `${row.title} .` };
    const later: IndexSet = { ...hue, version: 2, indicators: hue.indicators.map(change) };
    expect(compareEditions(hue, later).map(lineOf)).toEqual([
      'hue.leadership-news: POINTS_CHANGED 24 → 12,5',
    ]);
  });

  test('sets of different series are not compared', () => {
    expect(() => compareEditions(realSet('hue-dti-2024'), newer)).toThrow(HubError);
  });
});
