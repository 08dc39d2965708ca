import { type CheckResult, configured, type Json } from '../connector-kit/connector.ts';
import { dropFolder } from '../connector-kit/drop-folder.ts';
import { withLoopback } from '../connector-kit/outbound-rules.ts';
import { MINUTE } from '../core/clock.ts';
import { asHubError } from '../core/errors.ts';
import { text } from '../core/text.ts';
import { recordAlone } from './audit/record.ts';
import { badField } from './bad-field.ts';
import { checkDeclared } from './declared-measures.ts';
import type { HubDeps } from './deps.ts';
import { checkConfig, connectorById, openConfig } from './pull/source-config.ts';
import { hostsIn } from './secrets/hosts-in.ts';
import { refusePlainHttp } from './secrets/plain-http.ts';
import { storedSource } from './sources.ts';
import type { TestSource } from './views/source.ts';

/** A check must answer while a person waits. */
const CHECK_DEADLINE = 1 * MINUTE;

/** As `testSource`; that somebody saw a record of a source is kept, not what it was (S41). */
export async function testedSource(deps: HubDeps, input: TestSource): Promise<CheckResult> {
  const result = await testSource(deps, input);
  await recordAlone(deps, {
    action: 'SOURCE_TESTED',
    subject: 'Source',
    subjectKey: input.source ?? '',
    after: { connector: input.connector, hosts: hostsIn(input.config), ok: result.ok },
  });
  return result;
}

/** Really reads one record; a failure is an answer with its sentence, not an exception. */
export async function testSource(deps: HubDeps, input: TestSource): Promise<CheckResult> {
  if ((input.source === null) === (input.connector === null)) throw badField('source', oneOfTwo);
  const stored = input.source === null ? null : await storedSource(deps, input.source);
  const connector = connectorById(deps.connectors, stored?.connector ?? input.connector ?? '');
  const { config } = stored
    ? openConfig(connector, stored, deps.keys)
    : checkConfig(connector, input.config as Json);
  checkDeclared(deps, configured(connector, config, deps.measures.release));
  if (!stored) refusePlainHttp(deps.outbound, connector, input.config);
  const signal = AbortSignal.timeout(CHECK_DEADLINE);
  try {
    const rules = stored?.practice ? withLoopback(deps.outbound) : deps.outbound;
    const { createHttp } = await import('../connector-kit/http.ts');
    const http = createHttp({ clock: deps.clock, log: deps.log, signal, rules, attempts: 1 });
    const files = dropFolder(deps.dropDir, deps.clock);
    return await connector.check({ config, http, files, clock: deps.clock, log: deps.log, signal });
  } catch (thrown) {
    const error = asHubError(thrown);
    if (error.family === 'stop') throw error;
    return { ok: false, message: error.text, sample: null };
  }
}

const oneOfTwo = text(
  'Cần đúng một trong hai: nguồn đã lưu ("source"), hoặc kết nối ("connector") kèm cấu hình.',
  'Exactly one is needed: a stored "source", or a "connector" with its configuration.',
);
