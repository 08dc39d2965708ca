import { configError } from '../../core/errors.ts';
import { text } from '../../core/text.ts';
import { deliveriesOf } from '../../store/alert-deliveries.ts';
import {
  type AlertState,
  alertById,
  alertsBefore,
  countAlerts,
  type StoredAlert,
} from '../../store/alerts.ts';
import { isRowNumber, placeCursor, placeOf } from '../cursor.ts';
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
      node: toView(alert, deliveries),
    })),
    hasNextPage: found.length > shown.length,
    hasPreviousPage: before !== null,
  };
}

/** Throws UNKNOWN_ALERT. */
export async function alertView({ database }: HubDeps, name: string): Promise<AlertView> {
  const id = /^\d{1,9}$/.test(name) ? Number(name) : null;
  const alert = id === null ? null : await alertById(database, id);
  if (alert === null) throw unknownAlert(name);
  return toView(alert, await deliveriesOf(database, [alert.id]));
}

const toView = (
  { id, sourceId, kind, openedAt, lastSeenAt, closedAt, message }: StoredAlert,
  deliveries: Awaited<ReturnType<typeof deliveriesOf>>,
): AlertView => ({
  id: String(id),
  sourceId: String(sourceId),
  kind,
  openedAt,
  lastSeenAt,
  closedAt,
  message: whatToDo(kind, message),
  deliveries: deliveries.filter(({ alertId }) => alertId === id),
});

const unknownAlert = (id: string) =>
  configError(
    'UNKNOWN_ALERT',
    text(
      `Không có cảnh báo số ${id.slice(0, 20)}. Hãy lấy mã từ danh sách cảnh báo.`,
      `There is no alert ${id.slice(0, 20)}. Take an id from the list of alerts.`,
    ),
  );

const isId = (place: readonly unknown[]): place is [number] => place.length === 1 && isRowNumber(place[0]);
