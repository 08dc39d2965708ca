import { type Connector, configured } from '../../connector-kit/connector.ts';
import type { StoredSource } from '../../store/sources.ts';
import type { HubDeps } from '../deps.ts';
import { connectorById, openConfig } from './source-config.ts';

type Deps = Pick<HubDeps, 'connectors' | 'keys' | 'measures'>;

/** The connector with the lists that the source's configuration declares. Throws when that cannot be read. */
export function connectorOfSource(deps: Deps, source: StoredSource): Connector {
  const connector = connectorById(deps.connectors, source.connector);
  if (!connector.streams) return connector;
  return configured(connector, openConfig(connector, source, deps.keys).config, deps.measures.release);
}

/** The same to look at: a source whose configuration does not hold any more has no lists. */
export function shownConnector(deps: Deps, source: StoredSource): Connector {
  try {
    return connectorOfSource(deps, source);
  } catch {
    return connectorById(deps.connectors, source.connector);
  }
}
