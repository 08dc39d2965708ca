import { type Connector, measuresOf, type Streams } from '../connector-kit/connector.ts';
import { isUndescribed } from '../connector-kit/declared-measures.ts';
import type { Measure } from '../core/measure.ts';
import { type Text, text } from '../core/text.ts';
import { declareMeasures, storedMeasures } from '../store/measures.ts';
import type { StoredSource } from '../store/sources.ts';
import type { HubDeps } from './deps.ts';
import { badConfig } from './pull/bad-config.ts';
import { shownConnector } from './pull/connector-of-source.ts';

/** What rules of index sets may stand on: of a code that the release has, the release's own. */
export function offeredMeasures(connectors: readonly Streams[], declared: readonly Measure[]): Measure[] {
  const release = connectors.flatMap((connector) => measuresOf(connector));
  const codes = new Set(release.map(({ code }) => code));
  return [...release, ...declared.filter(({ code }) => !codes.has(code))];
}

/**
 * Refuses lists whose measures nobody describes, or that describe one otherwise than the release or another source
 * does. `connector` is the one of the source, with its lists.
 */
export function checkDeclared(
  deps: HubDeps,
  connector: Connector,
  others: readonly StoredSource[] = [],
): void {
  if (!connector.streams) return;
  const elsewhere = new Map(
    others
      .filter((other) => deps.connectors.some(({ id, streams }) => id === other.connector && streams))
      .flatMap((other) => measuresOf(shownConnector(deps, other)))
      .map((measure) => [measure.code, measure]),
  );
  const messages = measuresOf(connector).flatMap((measure) => {
    if (isUndescribed(measure)) return [undescribed(measure.code)];
    const known = deps.measures.release.get(measure.code) ?? elsewhere.get(measure.code);
    return known && !isSame(known, measure) ? [contradicts(known)] : [];
  });
  const [first] = messages;
  if (first) throw badConfig(connector, [{ field: 'lists', message: first }], []);
}

const isSame = (a: Measure, b: Measure): boolean =>
  a.aggregation === b.aggregation && a.title.vi === b.title.vi && a.unit.vi === b.unit.vi;

/** Makes the measures of a source known to the hub, for good: their facts outlive the source. */
export async function learnMeasures(deps: HubDeps, connector: Connector): Promise<void> {
  if (!connector.streams) return;
  const own = measuresOf(connector).filter(({ code }) => !deps.measures.release.has(code));
  if (
    own.every(
      (measure) => deps.measures.has(measure.code) && isSame(deps.measures.get(measure.code), measure),
    )
  )
    return;
  deps.measures.learn(await declareMeasures(deps.database, own));
}

/** Another process may have been told of measures since this one looked. */
export async function knowMeasures(
  { database, measures }: Pick<HubDeps, 'database' | 'measures'>,
  wanted: readonly (string | number)[],
): Promise<void> {
  if (wanted.every((one) => measures.has(one))) return;
  measures.learn(await storedMeasures(database));
}

const undescribed = (code: string): Text =>
  text(
    `chưa có đại lượng "${code}"; hãy khai báo tên (title), đơn vị tính (unit) và cách gộp (aggregation) của nó`,
    `there is no measure "${code}"; declare its title, unit and aggregation`,
  );

const contradicts = ({ code, title, unit, aggregation }: Measure): Text =>
  text(
    `đại lượng "${code}" đã có với tên "${title.vi}", đơn vị tính "${unit.vi}", cách gộp ${aggregation}; hãy khai báo đúng như vậy hoặc dùng mã khác`,
    `measure "${code}" exists with title "${title.vi}", unit "${unit.vi}", aggregation ${aggregation}; declare the same or use another code`,
  );
