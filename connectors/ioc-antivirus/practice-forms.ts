import type { Unit } from '../../src/core/unit.ts';
import { practiceCsv } from './practice-csv.ts';
import { practiceJsonReport, practiceXlsxReport } from './practice-table.ts';

/** A form in which the month's report is to be had. */
export interface PracticeForm {
  readonly ending: string;
  readonly contentType: string;
  make(seed: number, units: readonly Unit[], month: string, scale: number): Promise<Buffer>;
}

export const CSV_FORM: PracticeForm = {
  ending: 'csv',
  contentType: 'text/csv; charset=utf-8',
  make: async (...of) => Buffer.from(practiceCsv(...of)),
};

export const PRACTICE_FORMS: readonly PracticeForm[] = [
  CSV_FORM,
  {
    ending: 'xlsx',
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    make: practiceXlsxReport,
  },
  { ending: 'json', contentType: 'application/json; charset=utf-8', make: practiceJsonReport },
];
