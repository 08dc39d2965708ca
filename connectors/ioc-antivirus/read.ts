import { type Closing, closingsOf } from '../../src/connector-kit/closing.ts';
import type { Batch, ReadContext, SourceValue } from '../../src/connector-kit/connector.ts';
import { dayOf, isInside, monthsOf } from '../../src/core/clock.ts';
import { iocClient } from './client.ts';
import type { IocConfig } from './config.ts';
import { consoleClient } from './console-client.ts';
import { onlyToday } from './console-errors.ts';
import { HostCount } from './console-hosts.ts';
import { type FileReport, folderReports } from './folder-reports.ts';
import { ANTIVIRUS, antivirusValues, SYSTEMS, systemValues } from './measures.ts';
import { noReportFor, stillWritten } from './report-errors.ts';

export function read(context: ReadContext<IocConfig>): AsyncGenerator<Batch> {
  const { transport } = context.config;
  if (transport === 'folder') return readFolder(context);
  return transport === 'console' ? readConsole(context) : readHttp(context);
}

async function* readHttp(context: ReadContext<IocConfig>): AsyncGenerator<Batch> {
  const client = iocClient(context);
  for (const closing of closings(context)) {
    const antivirus = await client.antivirus(closing.month);
    for (const warning of antivirus.warnings) context.log.info({ source: 'ioc-antivirus' }, warning.en);
    const values = antivirusValues(antivirus.units, closing.day);
    yield* slice(ANTIVIRUS.name, closing, values, antivirus.declaredTotal, antivirus.silentUnits);
    const systems = await client.systems(closing.month);
    yield* slice(SYSTEMS.name, closing, systemValues(systems.units, closing.day), systems.declaredTotal);
  }
}

/** Months without a file are left as they are. */
async function* readFolder(context: ReadContext<IocConfig>): AsyncGenerator<Batch> {
  const { months, warnings, unsettled } = await folderReports(context);
  const wanted = closings(context);
  const found = wanted.filter(({ month }) => months.has(month));
  // Nothing at all would be taken for an empty source.
  if (found.length === 0 && wanted.length > 0) throw nothingFor(context, wanted, unsettled);
  for (const warning of warnings) yield { type: 'warning', text: warning };
  for (const closing of found) {
    const report = months.get(closing.month) as FileReport;
    const values = antivirusValues(report.units, closing.day);
    yield* slice(ANTIVIRUS.name, closing, values, report.declaredTotal, report.silentUnits);
  }
}

const nothingFor = (
  { config }: ReadContext<IocConfig>,
  wanted: readonly Closing[],
  unsettled: readonly string[],
) =>
  unsettled[0] === undefined
    ? noReportFor(config.folder ?? '', wanted[0]?.month ?? '', wanted.at(-1)?.month ?? '')
    : stillWritten(unsettled[0]);

/** The console only knows today: it fills the present month and says nothing of any other. */
async function* readConsole(context: ReadContext<IocConfig>): AsyncGenerator<Batch> {
  const { config, window, clock } = context;
  const day = dayOf(clock.now());
  const month = monthsOf(window).find((one) => isInside(day, one));
  if (!month) throw onlyToday(window);
  const hosts = await consoleClient(context)();
  const count = new HostCount(config.groups ?? {}, config.ignoredGroups);
  try {
    for await (const chunk of hosts.chunks) for (const host of chunk) count.add(host);
  } finally {
    await hosts.release();
  }
  const { units, silentUnits } = count.result();
  yield* slice(ANTIVIRUS.name, { slice: month }, antivirusValues(units, day), null, silentUnits);
}

const closings = ({ window, clock }: ReadContext<IocConfig>) => closingsOf(window, dayOf(clock.now()));

function* slice(
  stream: string,
  { slice: window }: Pick<Closing, 'slice'>,
  values: readonly SourceValue[],
  declaredTotal: number | null,
  silentUnits: readonly string[] = [],
): Generator<Batch> {
  yield { type: 'values', stream, values };
  const silent = silentUnits.length > 0 ? { silentUnits } : {};
  yield { type: 'slice', stream, window, declaredTotal, ...silent, state: null };
}
