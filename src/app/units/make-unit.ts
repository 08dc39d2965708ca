import type { Unit } from '../../core/unit.ts';

export const makeUnit = (unit: Omit<Unit, 'key'>): Unit => ({
  key: `${unit.level}:${unit.code}:${unit.validFrom ?? '-'}`,
  ...unit,
});
