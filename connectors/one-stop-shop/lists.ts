import { addDays, type Day, type Window } from '../../src/core/clock.ts';
import type { Config, StreamName } from './config.ts';
import { digitisationReader } from './digitisation-records.ts';
import { feedbackReader } from './feedback-records.ts';
import { dossierQuery, feedbackQuery, procedureQuery, type Query } from './query.ts';
import { dossierReader, procedureReader, type RowReader, supplementReader } from './records.ts';
import { resultReader } from './result-records.ts';
import { serviceReader } from './service-records.ts';

/** What is asked for one stream and how its rows become records. */
export interface List {
  query(asked: Window, unit: string, size: number): Query;
  reader(config: Config): RowReader<unknown>;
}

export const LISTS: Readonly<Record<StreamName, List>> = {
  dossiers: {
    query: (asked, unit, size) => dossierQuery('NGAY_TIEP_NHAN', asked, unit, size),
    reader: dossierReader,
  },
  supplements: {
    query: (asked, unit, size) => dossierQuery('NGAY_BO_SUNG', asked, unit, size),
    reader: supplementReader,
  },
  procedures: {
    query: ({ to }, unit, size) => procedureQuery(to, unit, size),
    reader: procedureReader,
  },
  results: {
    query: (asked, unit, size) => dossierQuery('NGAY_KET_THUC', asked, unit, size),
    reader: resultReader,
  },
  digitisation: {
    query: (asked, unit, size) => dossierQuery('NGAY_TIEP_NHAN', asked, unit, size, true),
    reader: digitisationReader,
  },
  feedback: { query: feedbackQuery, reader: feedbackReader },
  services: {
    query: (asked, unit, size) => dossierQuery('NGAY_TIEP_NHAN', asked, unit, size),
    reader: serviceReader,
  },
};

/** Feedback is judged by days that are over: what is due today may still be answered in time. */
export const lastDayOf = (stream: StreamName, today: Day): Day =>
  stream === 'feedback' ? addDays(today, -1) : today;
