import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Request, type RequestHandler, type Response, Router } from 'express';
import { execute, type GraphQLSchema } from 'graphql';
import type { Context, ContextOf } from '../../schema/context.ts';
import { FORMATS, type Format, TABLES, type TableName } from '../../schema/export/export-links.ts';
import type { ExportTable, Part } from '../../schema/export/export-table.ts';
import { EXPORT_TABLES } from '../../schema/export/tables.ts';
import { type Clock, MINUTE } from '../core/clock.ts';
import { CSV_MARK, csvLine } from '../core/csv-file.ts';
import { principalOf } from './authenticate.ts';
import { exportFailure, nothingToExport } from './export-failure.ts';
import { exportVariables } from './export-variables.ts';
import { frozenCopyRoute } from './frozen-copy-route.ts';
import { requestLanguage } from './request-language.ts';
import type { ServerLog } from './server-log.ts';

export interface ExportOptions {
  readonly schema: GraphQLSchema;
  readonly contextOf: ContextOf;
  readonly dataVersion: () => Promise<string>;
  readonly clock: Clock;
  readonly log: ServerLog;
}

/**
 * Tables by link: "/export/ranking.csv?indexSet=hue-dti-2024&year=2024&level=COMMUNE". Each is an operation of the API
 * that is executed for the caller, so a link shows what its follower may see and never more. After `authenticated`.
 */
export function exportRoutes(options: ExportOptions): Router {
  return Router()
    .get('/publication.json', frozenCopyRoute(options.contextOf))
    .get('/:table.:format', exportTable(options));
}

function exportTable({ schema, contextOf, dataVersion, clock, log }: ExportOptions): RequestHandler {
  return async (request, response, next) => {
    const { table, format } = request.params;
    if (!isTable(table) || !isFormat(format)) return next();
    response.set('Cache-Control', 'private, no-cache').vary('Authorization, Cookie');
    // Before the data are read: the first answer after a change can never bear the tag of the one before.
    response.set('ETag', tagOf(request, response, await dataVersion(), clock));
    if (request.fresh) return void response.status(304).end();

    const operation = EXPORT_TABLES[table];
    const variables = exportVariables(schema, operation.document, request.query);
    const context = contextOf({ language: requestLanguage(), principal: principalOf(response) });
    const ask = (after: string | null) => partOf(operation, { schema, context, variables, after });
    // A refusal comes with the first page, while it can still be told by a status.
    const first = await ask(null);
    response.attachment(`${table}.${format}`);
    response.type(format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8');
    // A failure on a later page breaks the download off, so that nobody takes a part for the whole.
    await pipeline(Readable.from(WRITERS[format](pagesFrom(first, ask))), response).catch((err: Error) => {
      log.error({ err, table }, 'An export broke off');
    });
  };
}

const isTable = (name: unknown): name is TableName => TABLES.some((table) => table === name);
const isFormat = (name: unknown): name is Format => FORMATS.some((format) => format === name);

/** How fresh data are and which stage an assessment has reached change with the time alone: so a tag ends as well. */
function tagOf({ originalUrl }: Request, response: Response, version: string, clock: Clock): string {
  const minute = Math.floor(clock.now().getTime() / MINUTE);
  const { kind, id, grants } = principalOf(response);
  const parts = [version, minute, originalUrl, requestLanguage(), kind, id, grants];
  return `W/"${createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 27)}"`;
}

interface Asked {
  readonly schema: GraphQLSchema;
  readonly context: Context;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly after: string | null;
}

async function partOf(
  { document, part }: ExportTable,
  { schema, context, variables, after }: Asked,
): Promise<Part> {
  const variableValues = after === null ? variables : { ...variables, after };
  const { data, errors } = await execute({ schema, document, contextValue: context, variableValues });
  // Half a table would pass for the whole.
  if (errors?.[0]) throw exportFailure(errors[0]);
  const found = part(data);
  if (found === null) throw nothingToExport();
  return found;
}

async function* pagesFrom(first: Part, ask: (after: string) => Promise<Part>): AsyncIterable<Part> {
  for (let part = first; ; part = await ask(part.after)) {
    yield part;
    if (part.after === null) return;
  }
}

const WRITERS: Readonly<Record<Format, (pages: AsyncIterable<Part>) => AsyncIterable<string>>> = {
  async *csv(pages) {
    let head = true;
    for await (const part of pages) {
      if (head) yield CSV_MARK + csvLine(part.head);
      head = false;
      yield part.csv.map(csvLine).join('');
    }
  },
  async *json(pages) {
    let before = '{"rows":[\n';
    for await (const part of pages) {
      for (const row of part.json) {
        yield before + JSON.stringify(row);
        before = ',\n';
      }
    }
    yield before === ',\n' ? '\n]}\n' : `${before}]}\n`;
  },
};
