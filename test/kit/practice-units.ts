import type { Unit } from '../../src/core/unit.ts';

const unit = (code: string, level: Unit['level'], name: string, from: string | null, to: string | null) => ({
  key: `${level}:${code}:${from ?? ''}`,
  code,
  codeSystem: level === 'COMMUNE' || level === 'PROVINCE' ? ('OFFICIAL' as const) : ('HUB' as const),
  name,
  level,
  parentKey: null,
  validFrom: from,
  validTo: to,
});

/** One unit of each level, and code 19804 which names two communes: one before the reform of 01/07/2025, one after. */
export const PRACTICE_UNITS: readonly Unit[] = [
  unit('H57.29', 'DEPARTMENT', 'Sở Khoa học và Công nghệ', null, null),
  unit('H57.31', 'DISTRICT', 'Quận Thuận Hóa', null, '2025-06-30'),
  unit('19804', 'COMMUNE', 'Phường Vỹ Dạ', null, '2025-06-30'),
  unit('19804', 'COMMUNE', 'Phường Vỹ Dạ', '2025-07-01', null),
  unit('19819', 'COMMUNE', 'Phường Thuận Lộc', null, '2025-06-30'),
];
