import type { HubDeps } from '../app/deps.ts';
import { lateSeconds } from '../app/pull-run-view.ts';
import { formatDay, formatNumber, type Language, text } from '../core/text.ts';
import { DRY_RUN, type HeldMeasure, type PullRun } from '../store/pull-run.ts';
import type { StoredSource } from '../store/sources.ts';
import type { RunPreview, StagedChanges } from '../store/staged-changes.ts';
import { type Rescored, rescoredDocument, rescoredLines } from './rescore.ts';
import { EXIT, exitCodeOf } from './terminal.ts';

/** A pull that has ended, and what came of it. */
export interface Pulled {
  readonly source: StoredSource;
  readonly run: PullRun;
  /** Of a dry run: what publishing it would do. */
  readonly preview: RunPreview | null;
  readonly scored: readonly Rescored[];
}

export function exitOfRun({ state, errorCode, errorFamily, held }: PullRun): number {
  if (held.length > 0) return EXIT.PERSON;
  if (state === 'OK' || errorCode === DRY_RUN) return EXIT.OK;
  if (state === 'FAILED') return errorFamily === null ? EXIT.STOP : exitCodeOf({ family: errorFamily });
  return state === 'CANCELLED' ? EXIT.RETRY : EXIT.PERSON;
}

export function pulledDocument(deps: HubDeps, { source, run, preview, scored }: Pulled, language: Language) {
  return {
    source: { id: String(source.id), name: source.name, connector: source.connector },
    run: {
      id: String(run.id),
      state: run.state,
      errorCode: run.errorCode,
      window: run.window,
      onlyUnits: run.onlyUnits,
      dueAt: run.dueAt,
      lateSeconds: lateSeconds(run),
      retries: run.retries,
      retryAt: run.retryAt,
      isResumable: run.isResumable,
      decision: run.decision,
      recordsRead: run.recordsRead,
      recordsExpected: run.recordsExpected,
      pagesRead: run.pagesRead,
      factsChanged: run.factsChanged,
      unmatched: run.quarantined,
      ignored: run.ignored,
      message: run.message[language],
      held: run.held.map((held) => ({
        measure: held.measure,
        unit: unitOf(deps, held)?.code ?? null,
        reason: held.reason[language],
      })),
    },
    changes: preview?.facts ?? null,
    affectedScores: preview?.affected ?? [],
    scored: scored.map(rescoredDocument),
  };
}

export function pulledLines(
  deps: HubDeps,
  { source, run, preview, scored }: Pulled,
  language: Language,
): string[] {
  return [
    `${source.name}, ${formatDay(run.window.from)} - ${formatDay(run.window.to)}${lateWords(run, language)}`,
    `${run.message[language]}${run.errorCode === null || run.errorCode === DRY_RUN ? '' : ` [${run.errorCode}]`}`,
    ...(preview === null ? [] : previewLines(preview, language)),
    ...reviewLine(run, language),
    ...heldLines(deps, run, language),
    ...scored.flatMap((one) => rescoredLines(one, language)),
  ];
}

/** ", trễ 2 giờ" where it began later than the schedule wanted. */
export function lateWords(run: PullRun, language: Language): string {
  const late = lateSeconds(run);
  if (late === null) return '';
  const minutes = Math.round(late / 60);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const vi = `${hours > 0 ? `${hours} giờ ` : ''}${rest} phút`;
  const en = `${hours > 0 ? `${hours} h ` : ''}${rest} min`;
  return text(`, trễ ${vi}`, `, late by ${en}`)[language];
}

/** What a person can do about a run that waits for one. */
function reviewLine({ id, state, decision }: PullRun, language: Language): string[] {
  if (state !== 'NEEDS_REVIEW' || decision !== null) return [];
  return [
    text(
      `Quyết định: hub review ${id} --accept hoặc --reject, kèm --reason "…"`,
      `Decide: hub review ${id} --accept or --reject, with --reason "…"`,
    )[language],
  ];
}

function previewLines({ facts, affected }: RunPreview, language: Language): string[] {
  return [
    changesLine(facts, language),
    ...affected.map(
      ({ indexSet, year, level, indicator, units }) =>
        text(
          `  ${indexSet} ${year} ${level}, tiêu chí ${indicator}: ${units} đơn vị có thể đổi điểm`,
          `  ${indexSet} ${year} ${level}, ${indicator}: points of ${units} units may change`,
        )[language],
    ),
  ];
}

function changesLine(changes: StagedChanges, language: Language): string {
  const [added, changed, vanished] = [changes.added, changes.changed, changes.vanished].map((count) =>
    formatNumber(count, language),
  );
  return text(
    `Nếu lấy thật: thêm ${added}, đổi ${changed}, mất ${vanished} số liệu.`,
    `A real pull would add ${added}, change ${changed} and remove ${vanished} facts.`,
  )[language];
}

/** On a screen; all of them are in the document of --json. */
const MOST_HELD = 20;

/** What was held until a person decided needs nobody any more. */
function heldLines(deps: HubDeps, { held, decision }: PullRun, language: Language): string[] {
  if (decision !== null) return [];
  const more = formatNumber(held.length - MOST_HELD, language);
  return [
    ...held.slice(0, MOST_HELD).map((one) => `  ! ${heldLine(deps, one, language)}`),
    ...(held.length > MOST_HELD
      ? [text(`  … và ${more} dòng nữa (--json có đủ)`, `  … and ${more} more (--json has all)`)[language]]
      : []),
  ];
}

function heldLine(deps: HubDeps, held: HeldMeasure, language: Language): string {
  const unit = unitOf(deps, held);
  const title = deps.measures.get(held.measure).title[language];
  return `${title} (${held.measure})${unit === null ? '' : `, ${unit.name}`}: ${held.reason[language]}`;
}

const unitOf = (deps: HubDeps, { unitId }: HeldMeasure) =>
  unitId === null ? null : deps.unitIds.unit(unitId);
