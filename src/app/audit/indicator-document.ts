import type { AuditDocument } from '../../store/audit.ts';
import type { ScoreView } from '../views/scoreboard.ts';

interface Place {
  readonly indexSet: string;
  readonly year: number;
  readonly unit: string;
  readonly indicator: string;
}

/** "hue-dti-2024/2024/19801/6.2": one row of one unit. */
export const indicatorKey = ({ indexSet, year, unit, indicator }: Place): string =>
  [indexSet, year, unit, indicator].join('/');

/** A row before people change it. */
export const scoreDocument = (row: ScoreView | undefined): AuditDocument =>
  row
    ? {
        state: row.state,
        points: row.points,
        basis: row.basis,
        self: row.selfAssessed.printed,
        department: row.department.printed,
        verified: row.verified.printed,
        final: row.final.printed,
      }
    : null;
