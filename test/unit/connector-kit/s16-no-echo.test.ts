import { describe, expect, it } from 'vitest';
import { connectors } from '../../../connectors/index.ts';
import { dropFolder } from '../../../src/connector-kit/drop-folder.ts';
import { silentLog } from '../../../src/connector-kit/log.ts';
import { HubError } from '../../../src/core/errors.ts';
import { badSource } from '../../kit/bad-source.ts';
import { httpFor } from '../../kit/bad-source-client.ts';
import { answer, json } from '../../kit/bad-source-steps.ts';

/** What an address inside might answer: nobody may read it through the hub. */
const INSIDE = 'NOI-DUNG-NOI-BO';
const page = `<html><title>${INSIDE}</title><body>${INSIDE} root:x:0:0:root:/root:/bin/sh</body></html>`;

const ANSWERS = [
  ['an error page', answer(500, page, { 'content-type': 'text/html' })],
  ['a refusal', answer(403, JSON.stringify({ message: INSIDE }), { 'content-type': 'application/json' })],
  ['a page in place of data', answer(200, page, { 'content-type': 'text/html' })],
  ['plain text', answer(200, `${INSIDE}\n${INSIDE}`, { 'content-type': 'text/plain' })],
  ['a text called JSON', answer(200, INSIDE, { 'content-type': 'application/json' })],
  ['JSON of another shape', json({ [INSIDE]: INSIDE, data: [{ [INSIDE]: INSIDE }], result: INSIDE })],
  ['a redirect elsewhere', answer(302, INSIDE, { location: `http://10.0.0.1/${INSIDE}` })],
] as const;

describe('S16 a failed test of a source', () => {
  it.each(
    connectors.flatMap((connector) =>
      ANSWERS.map(([name, step]) => [connector.id, name, connector, step] as const),
    ),
  )('%s, %s: shows nothing of the body', async (_id, _name, connector, step) => {
    const source = await badSource([step]);
    const { http, clock } = httpFor({ attempts: 1 });
    const told = await connector
      .check({
        config: connector.config.parse(connector.practiceConfig(source.url)) as never,
        http,
        files: dropFolder(null, clock),
        clock,
        log: silentLog,
        signal: new AbortController().signal,
      })
      .catch((thrown: unknown) => {
        if (!(thrown instanceof HubError)) throw thrown;
        return { ok: false, message: thrown.text, sample: null, details: thrown.details };
      });
    expect(told.ok).toBe(false);
    expect(JSON.stringify(told)).not.toContain(INSIDE);
  });
});
