import { madeOnce } from '../../src/connector-kit/made-once.ts';
import type { SimulatorOptions } from '../../src/connector-kit/simulator-server.ts';
import { vietnamTime } from '../../src/connector-kit/source-time.ts';
import { addDays, type Day, dayOf, monthOf, monthsOf } from '../../src/core/clock.ts';
import { isValidOn } from '../../src/core/unit.ts';
import { practiceDetails } from './practice-details.ts';
import { dayOfMoment, type Moment, type PracticeDossier, practiceDossiers } from './practice-dossiers.ts';
import { practiceFeedback } from './practice-feedback.ts';
import { practiceProcedures } from './practice-procedures.ts';
import { feedDossier, rawDossier } from './simulator-dossier.ts';

/** What a list is asked for, whatever the protocol. */
export interface ListQuestion {
  readonly service: string;
  /** Empty for all. */
  readonly unit: string;
  /** loaiNgay, tuNgay, denNgay, ngay, chiTiet. */
  readonly filter: Readonly<Record<string, unknown>>;
}

/** Items that are written out only for the page that is asked for. */
export type Items = readonly (() => object)[];
export type Lists = (question: ListQuestion) => Items;

/** The longest time between the receipt of a dossier and a request to complete it or its result, in days. */
const LATEST = 25;

export function listsOf({ seed, units, clock, scale }: SimulatorOptions): Lists {
  const now = () => momentOf(clock.now());
  const dossiersOf = madeOnce((month: string) =>
    units.flatMap((unit) => practiceDossiers(seed, unit, month, scale)),
  );
  const asked = (unit: string) => units.filter(({ code }) => !unit || code === unit);

  function dossiers({ unit, filter }: ListQuestion): PracticeDossier[] {
    const [from, to] = momentsAsked(filter);
    const isAsked = (moment: Moment) => moment >= from && moment <= to && moment <= now();
    const kind = filter['loaiNgay'];
    const isInList: (dossier: PracticeDossier) => boolean =
      kind === 'NGAY_BO_SUNG'
        ? (dossier) => dossier.supplements.some(({ at }) => isAsked(at))
        : kind === 'NGAY_KET_THUC'
          ? // What was still open at a reform is ended by the body that took over, under its own numbers.
            ({ returned, unit: of }) => isAsked(returned) && isValidOn(of, dayOfMoment(returned))
          : ({ received }) => isAsked(received);
    const before = kind === undefined || kind === 'NGAY_TIEP_NHAN' ? 0 : LATEST;
    return monthsOf({ from: addDays(dayOfMoment(from), -before), to: dayOfMoment(to) })
      .flatMap((month) => dossiersOf(monthOf(month.from)))
      .filter((dossier) => !unit || dossier.unit.code === unit)
      .filter(isInList);
  }

  function written(dossier: PracticeDossier, { filter }: ListQuestion): object {
    const isReturned = dossier.returned <= now();
    return {
      ...rawDossier(seed, dossier, now()),
      ...(filter['loaiNgay'] === 'NGAY_KET_THUC' && {
        NgayKetThucXuLy: isReturned ? dossier.returned : null,
      }),
      ...(filter['chiTiet'] === '1' && practiceDetails(seed, dossier, isReturned)),
    };
  }

  function feedback({ unit, filter }: ListQuestion): object[] {
    const [from, to] = momentsAsked(filter).map(dayOfMoment) as [Day, Day];
    return monthsOf({ from, to }).flatMap((month) =>
      asked(unit).flatMap((one) =>
        practiceFeedback(seed, one, monthOf(month.from), scale, dayOf(clock.now())).filter(
          ({ HanXuLy: due }) => due >= from && due <= to,
        ),
      ),
    );
  }

  const lists: Readonly<Record<string, (question: ListQuestion) => Items>> = {
    LayDanhSachHoSo: (question) => dossiers(question).map((dossier) => () => written(dossier, question)),
    LayDanhSachTTHC: ({ unit, filter }) => {
      const day = filter['ngay'] ? dayOfMoment(digits(filter['ngay'])) : dayOf(clock.now());
      return practiceProcedures(seed, asked(unit), day).map((procedure) => () => procedure);
    },
    LayDanhSachPAKN: (question) => feedback(question).map((one) => () => one),
    'don-gian': (question) => dossiers(question).map((dossier) => () => feedDossier(dossier, now())),
  };
  // The pages of one list are asked for one after the other: filtering all dossiers for each would take for ever.
  let kept = { of: '', items: [] as Items };
  return (question) => {
    const of = JSON.stringify([question, now()]);
    if (kept.of !== of) kept = { of, items: lists[question.service]?.(question) ?? [] };
    return kept.items;
  };
}

const digits = (value: unknown): string => String(value).replace(/\D/g, '');

/** From the first to the last second of the days that were asked for. */
function momentsAsked({ tuNgay, denNgay }: ListQuestion['filter']): [Moment, Moment] {
  return [digits(tuNgay).padEnd(14, '0'), `${digits(denNgay)}235959`.slice(0, 14)];
}

const momentOf = (instant: Date): Moment => vietnamTime(instant).slice(0, 19).replace(/\D/g, '');
