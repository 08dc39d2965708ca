import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Api, startApi } from '../kit/api.ts';

const NO_PREFLIGHT = 'GET needs a header that browsers ask leave for: the audit sends none (S28)';
const REFUSED = 'What is refused answers 400 in either media type, as the limits do';

/** What the hub does not follow on purpose; every other audit is ok, none is an error. */
const ALLOWED: Readonly<Record<string, readonly [status: 'warn' | 'notice', why: string]>> = {
  '5A70': ['notice', NO_PREFLIGHT],
  D6D5: ['notice', NO_PREFLIGHT],
  '6A70': ['notice', NO_PREFLIGHT],
  '572B': ['warn', REFUSED],
  FDE2: ['warn', REFUSED],
  '7B9B': ['warn', REFUSED],
};

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const audits = serverAudits({ url: () => `${api.url}/graphql` });

test.each(audits.map((audit) => [audit.id, audit.name, audit] as const))(
  'S33: audit %s of graphql-http: %s',
  async (id, _name, audit) => {
    const result = await audit.fn();
    expect([result.status, 'reason' in result && result.reason]).toEqual(
      id in ALLOWED ? [ALLOWED[id]?.[0], 'Response status code is not 200'] : ['ok', false],
    );
  },
);
