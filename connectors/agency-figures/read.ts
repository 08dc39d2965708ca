import type { Batch, ReadContext, SourceValue } from '../../src/connector-kit/connector.ts';
import { dayOf, earlierDay, isInside, type Window } from '../../src/core/clock.ts';
import { agencyClient, type Handover } from './client.ts';
import type { AgencyConfig } from './config.ts';
import { type Figure, standingFigures } from './figure.ts';
import { figuresIn } from './figure-files.ts';
import { FIGURES, measureOf } from './measures.ts';

export async function* read(context: ReadContext<AgencyConfig>): AsyncGenerator<Batch> {
  const { window, clock, log } = context;
  const asked = { from: window.from, to: earlierDay(window.to, dayOf(clock.now())) };
  if (asked.to < asked.from) return;
  const { figures, missingRows, warnings } = await handover(context, asked);
  for (const warning of warnings) yield { type: 'warning', text: warning };
  const unknown = figures.filter(({ code }) => measureOf(code) === null).length;
  if (unknown > 0) log.warn({ rows: unknown }, 'figures of unknown codes are left out');
  const values = figures.flatMap((figure) => sourceValue(figure, asked));
  const unitDays = new Set(values.map(({ unit, day }) => `${unit} ${day}`)).size;
  if (values.length > 0) yield { type: 'values', stream: FIGURES.name, values };
  // A slice of values is counted in pairs of unit and day: a row that did not arrive is taken to be one of them.
  yield {
    type: 'slice',
    stream: FIGURES.name,
    window,
    declaredTotal: unitDays + missingRows,
    state: null,
  };
}

async function handover(
  { config, http, files }: ReadContext<AgencyConfig>,
  asked: Window,
): Promise<Handover> {
  if (config.transport === 'http') return agencyClient({ config, http }).all(asked);
  const { figures, warnings } = await figuresIn(files, config.folder);
  return { figures: standingFigures(figures, config.folder), missingRows: 0, warnings };
}

/** A figure of another year's window is none of this one: an old stock must not pass for this year's. */
function sourceValue({ unit, code, day, value }: Figure, window: Window): SourceValue[] {
  const measure = measureOf(code);
  if (measure === null || value === null || !isInside(day, window)) return [];
  return [{ measure, unit, day, value }];
}
