import type { Http, HttpHeaders, HttpRequest, PageAnswer } from '../../src/connector-kit/http.ts';
import type { RawJson } from '../../src/connector-kit/raw-json.ts';
import type { Clock } from '../../src/core/clock.ts';
import { HubError } from '../../src/core/errors.ts';
import { accessTo } from './access.ts';
import { noRight, refused } from './answer-errors.ts';
import { type OpenedList, openList, SESSION_ENDED } from './answers.ts';
import type { Config } from './config.ts';
import type { Position, Query } from './query.ts';
import { isOverGet, ownPathOf, pageRequest } from './requests.ts';

export interface Client {
  page(query: Query, at: Position, how: PageReading): Promise<PageAnswer>;
  open(body: RawJson, query: Query, headers?: HttpHeaders): OpenedList;
}

/** `fields`: all that will be read of the rows; without them they are whole. */
export type PageReading = Pick<HttpRequest, 'known' | 'fields' | 'received'>;

/** One session or access token for the whole run. */
export function createClient(config: Config, http: Http, clock: Clock): Client {
  const withAccess = accessTo(config, http, clock);

  async function ask(request: HttpRequest): Promise<PageAnswer> {
    const answer = await http.page(request);
    if (!answer.unchanged && answer.body.field('error_code')?.value() === SESSION_ENDED) {
      throw refused(SESSION_ENDED);
    }
    return answer;
  }

  return {
    page: (query, at, how) =>
      withAccess((token) =>
        ask({ ...pageRequest(config, token, query, at), ...how }).catch((error: unknown) => {
          throw told(error, config, query);
        }),
      ),
    open: (body, query, headers) => openList(config, body, query, headers),
  };
}

/** Names what the operator must grant. */
function told(error: unknown, config: Config, { service }: Query): unknown {
  if (!(error instanceof HubError && error.code === 'NO_PERMISSION')) return error;
  const ownPath = isOverGet(config) ? ownPathOf(config, service) : '';
  return noRight(ownPath || service, new URL(config.baseUrl).host);
}
