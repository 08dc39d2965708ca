import { type Connector, configured, measuresOf } from '../connector-kit/connector.ts';
import { configError } from '../core/errors.ts';
import { text } from '../core/text.ts';
import { lockFacts } from '../store/publish.ts';
import {
  allSources,
  type EditedSource,
  retirePractice,
  type StoredSource,
  updateSource,
} from '../store/sources.ts';
import { record } from './audit/record.ts';
import { sourceDocument } from './audit/source-document.ts';
import { checkName, checkSchedule, nameTaken, replacedBy } from './create-source.ts';
import { checkDeclared, learnMeasures } from './declared-measures.ts';
import type { HubDeps } from './deps.ts';
import { scoreAll } from './nightly.ts';
import { shownConnector } from './pull/connector-of-source.ts';
import { boundTo, checkConfig, connectorById, sealConfig, secretFieldsOf } from './pull/source-config.ts';
import { hostsIn } from './secrets/hosts-in.ts';
import { keptSecrets } from './secrets/kept-secrets.ts';
import { refusePlainHttp } from './secrets/plain-http.ts';
import { checkSettings } from './source-settings.ts';
import { storedSource } from './sources.ts';
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
  let retiredFacts = 0;
  const stored = await deps.database.transaction(async (queries) => {
    if (edited.connector) await lockFacts(queries);
    const others = (await allSources(queries)).filter(({ id }) => id !== source.id);
    if (others.some(({ name }) => name === edited.name)) throw nameTaken(edited.name);
    if (edited.connector) checkDeclared(deps, edited.connector, others);
    const updated = await updateSource(queries, source, edited);
    if (updated && edited.connector && !source.practice)
      retiredFacts = await retirePractice(queries, replacedBy(deps, edited.connector));
    if (updated) {
      await record(deps, queries, {
        action: 'SOURCE_CHANGED',
        subject: 'Source',
        subjectKey: String(source.id),
        before: sourceDocument(source),
        after: sourceDocument(updated, enteredSecrets(deps, updated, input)),
      });
    }
    return updated;
  });
  if (stored === null) throw conflict(await storedSource(deps, String(source.id)));
  if (edited.connector) await learnMeasures(deps, edited.connector);
  if (retiredFacts > 0) await scoreAll(deps);
  return stored;
}

/** Secret fields that the edit brings. */
const enteredSecrets = (
  { connectors }: HubDeps,
  { connector }: StoredSource,
  { config }: UpdateSource,
): readonly string[] =>
  secretFieldsOf(connectorById(connectors, connector)).filter(
    (field) => typeof config === 'object' && config !== null && field in config,
  );

/** `connector` when the edit declares its lists anew. What lists no longer name keeps its facts, which grow old. */
type Edited = EditedSource & { readonly connector: Connector | null };

function editedSource(deps: HubDeps, source: StoredSource, input: UpdateSource): Edited {
  const name = input.name?.trim() ?? source.name;
  checkName(name);
  if (input.schedule != null) checkSchedule(input.schedule);
  const { own, ...config } = editedConfig(deps, source, input, name);
  const connector = own ?? shownConnector(deps, source);
  // Settings may name measures: those that a new configuration gives up must not stay in them.
  const isChecked = input.settings !== undefined || own?.streams !== undefined;
  const given = input.settings === undefined ? source.settings : input.settings;
  const settings = isChecked
    ? checkSettings(
        given,
        measuresOf(connector).map(({ code }) => code),
      )
    : source.settings;
  return {
    name,
    ...config,
    connector: own?.streams ? own : null,
    schedule: input.schedule === undefined ? source.schedule : input.schedule,
    enabled: input.enabled ?? source.enabled,
    settings,
  };
}

/** Secrets are bound to the name of their source, so a new name seals them again. */
function editedConfig(
  { keys, connectors, measures, outbound }: HubDeps,
  source: StoredSource,
  { config }: UpdateSource,
  name: string,
): Pick<EditedSource, 'config' | 'secrets'> & { own: Connector | null } {
  if (config === undefined && name === source.name)
    return { config: source.config, secrets: source.secrets, own: null };
  const connector = connectorById(connectors, source.connector);
  const given = config === undefined ? source.config : config;
  const whole =
    typeof given === 'object' && given !== null && !Array.isArray(given)
      ? { ...keptSecrets(connector, source, given as Record<string, unknown>, keys), ...given }
      : given;
  const checked = config === undefined ? null : checkConfig(connector, whole);
  if (checked) refusePlainHttp(outbound, connector, whole);
  if (source.practice) refuseElsewhere(source, given);
  const own = checked && configured(connector, checked.config, measures.release);
  return { ...sealConfig(connector, whole, keys, boundTo(name)), own };
}

/** S12: a practice source may ask this very machine, so that it asks its simulator and nothing else. */
function refuseElsewhere({ name, config }: StoredSource, given: unknown): void {
  const known = hostsIn(config);
  if (hostsIn(given).every((host) => known.includes(host))) return;
  throw configError(
    'PRACTICE_ADDRESS',
    text(
      `Nguồn thực hành "${name}" chỉ đọc hệ thống thực hành nên không đổi được địa chỉ. Muốn lấy dữ liệu thật, hãy tạo nguồn mới.`,
      `The practice source "${name}" reads its practice system alone, so its address cannot be changed. For real data create a new source.`,
    ),
  );
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
