import type { Finding } from '../catalog/index-set.ts';
import { loadFiles } from '../catalog/load-catalogue.ts';
import { type Connector, measuresOf } from '../connector-kit/connector.ts';

export interface CheckedSet {
  readonly fileName: string;
  readonly findings: readonly Finding[];
}

/** All findings of every file of the catalogue; unlike loadCatalogue it goes on where there are errors. */
export const checkedSets = (connectors: readonly Connector[], folder?: string): CheckedSet[] =>
  loadFiles(
    connectors.flatMap((connector) => measuresOf(connector)),
    folder,
  ).map(({ fileName, findings }) => ({ fileName, findings }));
