import { deliveriesOf } from '../../store/alert-deliveries.ts';
import { type AlertState, alertsBefore, countAlerts } from '../../store/alerts.ts';
import { placeCursor, placeOf } from '../cursor.ts';
import type { HubDeps } from '../deps.ts';
import type { Page, PageRequest } from '../page.ts';
import { checkPage } from '../paging.ts';
import type { AlertView } from '../views/alert.ts';
import { whatToDo } from './alert-words.ts';

/** Newest first; open ones, those that are over, or both (null). */
export async function alertsPage(
  deps: HubDeps,
  request: PageRequest,
  state: AlertState | null,
): Promise<Page<AlertView>> {
  checkPage(request);
  const list = `alerts:${state ?? 'ALL'}`;
  const before = request.after === null ? null : placeOf(list, request.after, isId)[0];
  const [found, totalCount] = await Promise.all([
    alertsBefore(deps.database, state, before, request.first + 1),
    countAlerts(deps.database, state),
  ]);
  const shown = found.slice(0, request.first);
  const deliveries = await deliveriesOf(
    deps.database,
    shown.map(({ id }) => id),
  );
  return {
    totalCount,
    items: shown.map((alert) => ({
      cursor: placeCursor(list, alert.id),
      node: {
        id: String(alert.id),
        sourceId: String(alert.sourceId),
        kind: alert.kind,
        openedAt: alert.openedAt,
        lastSeenAt: alert.lastSeenAt,
        closedAt: alert.closedAt,
        message: whatToDo(alert.kind, alert.message),
        deliveries: deliveries.filter(({ alertId }) => alertId === alert.id),
      },
    })),
    hasNextPage: found.length > shown.length,
    hasPreviousPage: before !== null,
  };
}

const isId = (place: readonly unknown[]): place is [number] =>
  place.length === 1 && Number.isInteger(place[0]);
