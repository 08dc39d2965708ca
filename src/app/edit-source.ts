import { type Connector, measuresOf } from '../connector-kit/connector.ts';
import { configError } from '../core/errors.ts';
import { text } from '../core/text.ts';
import { allSources, type EditedSource, type StoredSource, updateSource } from '../store/sources.ts';
import type { HubDeps } from './deps.ts';
import { boundTo, checkConfig, connectorById, sealConfig, secretsOf } from './pull/source-config.ts';
import { checkSettings } from './source-settings.ts';
import { checkName, checkSchedule, nameTaken, storedSource } from './sources.ts';
import type { UpdateSource } from './views/source.ts';

/**
 * Changes what is given and nothing else, unless somebody changed the source since its editor saw it (F39). A pull
 * under way goes on with what it began with. Secrets that are left out of `config` stay.
 */
export async function editSource(deps: HubDeps, input: UpdateSource): Promise<StoredSource> {
  const source = await storedSource(deps, input.source);
  if (source.version !== input.version) throw conflict(source);
  const edited = editedSource(deps, source, input);
  if (edited.enabled && !source.enabled && source.practice) await refuseRetired(deps, source);
  const stored = await deps.database.transaction(async (queries) => {
    const others = (await allSources(queries)).filter(({ id }) => id !== source.id);
    if (others.some(({ name }) => name === edited.name)) throw nameTaken(edited.name);
    return updateSource(queries, source, edited);
  });
  if (stored === null) throw conflict(await storedSource(deps, String(source.id)));
  return stored;
}

function editedSource(deps: HubDeps, source: StoredSource, input: UpdateSource): EditedSource {
  const connector = connectorById(deps.connectors, source.connector);
  const name = input.name?.trim() ?? source.name;
  checkName(name);
  if (input.schedule != null) checkSchedule(input.schedule);
  const settings =
    input.settings === undefined
      ? source.settings
      : checkSettings(
          input.settings,
          measuresOf(connector).map(({ code }) => code),
        );
  return {
    name,
    ...editedConfig(deps, connector, source, input, name),
    schedule: input.schedule === undefined ? source.schedule : input.schedule,
    enabled: input.enabled ?? source.enabled,
    settings,
  };
}

/** Secrets are bound to the name of their source, so a new name seals them again. */
function editedConfig(
  { keys }: HubDeps,
  connector: Connector,
  source: StoredSource,
  { config }: UpdateSource,
  name: string,
): Pick<EditedSource, 'config' | 'secrets'> {
  if (config === undefined && name === source.name) return { config: source.config, secrets: source.secrets };
  const secrets = secretsOf(source, keys);
  const given = config === undefined ? source.config : config;
  const whole =
    typeof given === 'object' && given !== null && !Array.isArray(given) ? { ...secrets, ...given } : given;
  if (config !== undefined) checkConfig(connector, whole);
  return sealConfig(connector, whole, keys, boundTo(name));
}

/** Invented and real figures never add up. */
async function refuseRetired({ database }: HubDeps, { name, connector }: StoredSource): Promise<void> {
  const sources = await allSources(database);
  if (!sources.some((one) => !one.practice && one.connector === connector)) return;
  throw configError(
    'PRACTICE_RETIRED',
    text(
      `Nguồn thực hành "${name}" đã được nguồn thật thay thế nên không bật lại được. Hãy dùng nguồn thật.`,
      `A real source took the place of the practice source "${name}", so it cannot be switched on again. Use the real one.`,
    ),
  );
}

const conflict = ({ name, version }: StoredSource) =>
  configError(
    'CONFLICT',
    text(
      `Nguồn "${name}" vừa được người khác sửa (nay là bản ${version}). Hãy xem lại nguồn rồi sửa tiếp.`,
      `Source "${name}" has just been changed by somebody else (version ${version} now). Look at it again, then edit.`,
    ),
  );
