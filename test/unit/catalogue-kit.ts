import { readFileSync } from 'node:fs';
import { connectors } from '../../connectors/index.ts';
import type { IndexSet, Indicator } from '../../src/catalog/index-set.ts';
import { type LoadedIndexSet, loadIndexSet } from '../../src/catalog/load-index-set.ts';
import { measuresOf } from '../../src/connector-kit/connector.ts';

/** What the real connectors offer. */
export const offered = connectors.flatMap((connector) => measuresOf(connector));

export const sourceOf = (code: string) =>
  readFileSync(new URL(`../../src/catalog/sets/${code}.yaml`, import.meta.url), 'utf8');

export const load = (fileName: string, source: string): LoadedIndexSet =>
  loadIndexSet(fileName, source, offered);

/** A set of the repository; a test on it fails when it does not load. */
export function realSet(code: string): IndexSet {
  const { indexSet, findings } = load(`${code}.yaml`, sourceOf(code));
  if (!indexSet) throw new Error(findings.map(({ path, message }) => `${path}: ${message.en}`).join('\n'));
  return indexSet;
}

export function rowOf(set: IndexSet, code: string): Indicator {
  const found = set.indicators.find((indicator) => indicator.code === code);
  if (!found) throw new Error(`no row ${code}`);
  return found;
}

/** [severity, path, declared, computed] of each finding. */
export const findingsOf = ({ findings }: Pick<IndexSet, 'findings'>) =>
  findings.map(({ severity, path, declared, computed }) => [severity, path, declared, computed]);
