import type { Database, Queries } from '../../src/store/database.ts';

interface OrmInside {
  readonly session: { prepareQuery(...all: unknown[]): unknown };
}

/** Counts what a hub on the database sends while `work` goes on, through drizzle or past it. */
export function statementCounter(database: Database): (work: () => Promise<unknown>) => Promise<number> {
  let sent = 0;
  const count = (queries: Queries) => {
    const { session } = queries.orm as unknown as OrmInside;
    const [rows, prepareQuery] = [queries.rows, session.prepareQuery.bind(session)];
    Object.assign(queries, {
      rows: (...all: Parameters<Queries['rows']>) => {
        sent += 1;
        return rows(...all);
      },
    });
    Object.assign(session, {
      prepareQuery: (...all: unknown[]) => {
        sent += 1;
        return prepareQuery(...all);
      },
    });
  };
  count(database);
  count(database.reading);
  return async (work) => {
    const before = sent;
    await work();
    return sent - before;
  };
}
