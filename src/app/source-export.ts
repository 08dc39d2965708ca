import { z } from 'zod';
import type { Json } from '../connector-kit/connector.ts';
import { configError } from '../core/errors.ts';
import { text } from '../core/text.ts';
import { allSources, type StoredSource } from '../store/sources.ts';
import { recordAlone } from './audit/record.ts';
import { createSource } from './create-source.ts';
import type { HubDeps } from './deps.ts';
import { editSource } from './edit-source.ts';
import { connectorById, sealedFieldsOf } from './pull/source-config.ts';
import { storedSource } from './sources.ts';

const FORMAT = 'dti-hub-sources/1';

const exportedSource = z.strictObject({
  name: z.string(),
  connector: z.string(),
  config: z.record(z.string(), z.unknown()),
  /** Names of the secret fields that it had: their values are never exported (S23). */
  secrets: z.array(z.string()),
  schedule: z.string().nullable(),
  enabled: z.boolean(),
  settings: z.record(z.string(), z.unknown()),
});

export type ExportedSource = z.output<typeof exportedSource>;

const exportedSources = z.strictObject({ format: z.literal(FORMAT), sources: z.array(exportedSource) });

export type SourceExport = z.output<typeof exportedSources>;

/** By source and field. */
export const givenSecrets = z.record(z.string(), z.record(z.string(), z.unknown()));

export type GivenSecrets = z.output<typeof givenSecrets>;

/** One source, or all real ones: practice sources make themselves. */
export async function exportSources(deps: HubDeps, idOrName: string | null): Promise<SourceExport> {
  const sources =
    idOrName === null
      ? (await allSources(deps.database)).filter(({ practice }) => !practice)
      : [await storedSource(deps, idOrName)];
  await recordAlone(deps, {
    action: 'SOURCE_EXPORTED',
    subject: 'Source',
    subjectKey: idOrName === null ? '*' : String(sources[0]?.id),
    after: { sources: sources.map(({ name }) => name) },
  });
  return { format: FORMAT, sources: sources.map((source) => exported(deps, source)) };
}

const exported = ({ keys }: HubDeps, source: StoredSource): ExportedSource => {
  const { name, connector, config, schedule, enabled, settings } = source;
  const secrets = [...sealedFieldsOf(source, keys)].sort();
  return { name, connector, config: { ...config }, secrets, schedule, enabled, settings: { ...settings } };
};

/** Throws BAD_EXPORT for what is no export. */
export function parsedExport(document: unknown): SourceExport {
  const parsed = exportedSources.safeParse(document);
  if (parsed.success) return parsed.data;
  throw configError(
    'BAD_EXPORT',
    text(
      'Tệp không phải là bản xuất cấu hình nguồn của DTI Hub (hub sources export). Chưa nhập gì; hãy xuất lại rồi nhập.',
      'The file is no export of sources of DTI Hub (hub sources export). Nothing was imported; export again, then import.',
    ),
  );
}

/** Which secrets an import still needs, field by field. */
export const missingSecrets = (
  { sources }: SourceExport,
  secrets: GivenSecrets,
): readonly { readonly source: string; readonly field: string }[] =>
  sources.flatMap(({ name, secrets: fields }) =>
    fields.filter((field) => secrets[name]?.[field] === undefined).map((field) => ({ source: name, field })),
  );

/** Makes the sources of an export anew. Asks for every secret before anything is stored. */
export async function importSources(
  deps: HubDeps,
  whole: SourceExport,
  secrets: GivenSecrets,
): Promise<StoredSource[]> {
  const { sources } = whole;
  for (const { connector } of sources) connectorById(deps.connectors, connector);
  const missing = missingSecrets(whole, secrets).map(({ source, field }) => `${source}: ${field}`);
  if (missing.length > 0) throw secretsNeeded(missing);
  const made: StoredSource[] = [];
  for (const source of sources) made.push(await imported(deps, source, secrets[source.name] ?? {}));
  return made;
}

async function imported(
  deps: HubDeps,
  { name, connector, config, schedule, enabled, settings }: ExportedSource,
  secrets: Readonly<Record<string, unknown>>,
): Promise<StoredSource> {
  const whole = { ...config, ...secrets } as Json;
  const { id, version } = await createSource(deps, { name, connector, config: whole, schedule });
  if (enabled && Object.keys(settings).length === 0) return storedSource(deps, id);
  return editSource(deps, { source: id, version, enabled, settings: settings as Json });
}

const secretsNeeded = (missing: readonly string[]) =>
  configError(
    'SECRETS_NEEDED',
    text(
      `Bản xuất không chứa mật khẩu nên cần nhập lại: ${missing.join('; ')}. Chưa nhập gì; hãy chạy lệnh ở cửa sổ dòng lệnh để được hỏi từng giá trị, hoặc ghi các giá trị này vào một tệp JSON dạng {"tên nguồn": {"trường": "giá trị"}} rồi chạy lại với --secrets <tệp> (--secrets - nhận từ chương trình khác).`,
      `An export holds no secrets, so they are needed again: ${missing.join('; ')}. Nothing was imported; run the command at a terminal to be asked for each, or write them to a JSON file as {"source": {"field": "value"}} and run again with --secrets <file> (--secrets - takes what is piped in).`,
    ),
  );
