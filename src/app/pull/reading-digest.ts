import { createHash } from 'node:crypto';
import type { Connector } from '../../connector-kit/connector.ts';
import type { StoredSource } from '../../store/sources.ts';
import type { DatedUnit } from './reading/read-job.ts';

/**
 * What decides a slice's content besides the source's answers: where it is the same, an answer of the same bytes
 * gives the same records.
 */
export function readingDigest(
  connector: Connector,
  source: StoredSource,
  unitCodes: ReadonlyMap<string, readonly DatedUnit[]>,
  onlyUnits: readonly string[] | null,
): string {
  const parts = [connector.id, connector.version, source.config, [...unitCodes], onlyUnits];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
