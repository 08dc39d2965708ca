import { once } from 'node:events';
import type { Command } from 'commander';
import { connectors } from '../../../connectors/index.ts';
import { PRACTICE_SEED, practiceUnits } from '../../app/practice-sources.ts';
import { connectorById } from '../../app/pull/source-config.ts';
import { buildUnits } from '../../app/units/build-units.ts';
import { UnitDirectory } from '../../app/units/unit-directory.ts';
import { startFaulty } from '../../connector-kit/simulator-fault-server.ts';
import {
  SIMULATOR_FAULTS,
  type SimulatorFault,
  simulatorFault,
} from '../../connector-kit/simulator-faults.ts';
import { systemClock } from '../../core/clock.ts';
import { configError } from '../../core/errors.ts';
import { text } from '../../core/text.ts';
import { answer, type Context, say } from '../context.ts';
import { asCurl, type ExampleRequest, exampleRequests } from '../example-requests.ts';
import { PROVINCE } from '../open-hub.ts';
import { EXIT } from '../terminal.ts';
import { wholeNumber } from '../whole-number.ts';

interface Options {
  readonly port: string;
  readonly seed: string;
  readonly scale: string;
  readonly fault?: string;
}

export function addSimulate(program: Command, context: Context): void {
  const describe = (vi: string, en: string) => say(context, text(vi, en));
  program
    .command('simulate')
    .description(
      describe(
        'chạy riêng một hệ thống nguồn mô phỏng đến khi Ctrl-C',
        'run one simulator alone until Ctrl-C',
      ),
    )
    .argument(
      '<connector>',
      describe('mã kết nối, ví dụ one-stop-shop', 'id of the connector: one-stop-shop'),
    )
    .option('--port <n>', describe('cổng (do hệ điều hành chọn)', 'port (the system chooses)'), '0')
    .option(
      '--seed <n>',
      describe(
        `số gieo, cùng số thì cùng câu trả lời (${PRACTICE_SEED})`,
        `same seed, same answers (${PRACTICE_SEED})`,
      ),
      String(PRACTICE_SEED),
    )
    .option(
      '--scale <x>',
      describe('số bản ghi mỗi đơn vị, so với 1 (1)', 'records per unit, relative to 1 (1)'),
      '1',
    )
    .option(
      '--fault <kind[:n]>',
      describe(
        'lỗi cố ý ở mỗi yêu cầu, hoặc chỉ ở mỗi yêu cầu thứ n: xem danh sách dưới đây',
        'a fault at each request, or only at each n-th one: listed below',
      ),
    )
    .addHelpText('after', () => `\n${faultList(context)}`)
    .action(context.action((connector: string, options: Options) => simulate(context, connector, options)));
}

function faultList(context: Context): string {
  const title = say(
    context,
    text('Các lỗi của --fault (ví dụ --fault 429:3):', 'Faults (such as --fault 429:3):'),
  );
  const lines = Object.entries(SIMULATOR_FAULTS).map(
    ([kind, told]) => `  ${kind.padEnd(12)} ${say(context, told)}`,
  );
  return [title, ...lines].join('\n');
}

async function simulate(context: Context, id: string, options: Options): Promise<number> {
  const connector = connectorById(connectors, id);
  const port = wholeNumber('--port', options.port, { max: 65_535 });
  const seed = wholeNumber('--seed', options.seed);
  const scale = positive('--scale', options.scale);
  const fault = options.fault === undefined ? null : simulatorFault(options.fault);
  const make = { seed, units: unitsToSimulate(), clock: systemClock, scale };
  const simulator = await connector.simulate({ port: fault ? 0 : port, ...make });
  const open = [simulator];
  try {
    const front = fault ? await startFaulty(port, simulator.url, fault) : simulator;
    if (front !== simulator) open.push(front);
    const asked = await exampleRequests(connector, connector.practiceConfig(simulator.url), context.signal);
    const requests = asked.map((one) => ({ ...one, url: one.url.replace(simulator.url, front.url) }));
    const config = connector.practiceConfig(front.url) as object;
    const document = { connector: id, url: front.url, seed, scale, fault, config, requests };
    answer(context, document, linesOf(context, document));
    if (!context.signal.aborted) await once(context.signal, 'abort');
    return EXIT.OK;
  } finally {
    await Promise.all(open.map((one) => one.close()));
  }
}

function unitsToSimulate() {
  const { units, successions } = buildUnits();
  return practiceUnits({ directory: new UnitDirectory(units, successions), province: PROVINCE });
}

function positive(option: string, typed: string): number {
  const value = Number(typed);
  if (Number.isFinite(value) && value > 0) return value;
  throw configError(
    'BAD_INPUT',
    text(`${option} là "${typed}"; cần số lớn hơn 0.`, `${option} is "${typed}"; expected a number above 0.`),
  );
}

interface Simulation {
  readonly url: string;
  readonly seed: number;
  readonly fault: SimulatorFault | null;
  readonly config: object;
  readonly requests: readonly ExampleRequest[];
}

function linesOf(context: Context, { url, seed, fault, config, requests }: Simulation): string[] {
  const words = (vi: string, en: string) => say(context, text(vi, en));
  return [
    `${words('Địa chỉ', 'Address')}: ${url} (${words('số gieo', 'seed')} ${seed})`,
    ...(fault ? [faultLine(context, fault)] : []),
    words('Cấu hình của nguồn đọc nó:', 'Configuration of a source that reads it:'),
    ...Object.entries(config).map(([name, value]) => `  ${name}: ${JSON.stringify(value)}`),
    words('Yêu cầu mẫu, theo thứ tự:', 'Example requests, in order:'),
    ...requests.map((request) => `  ${asCurl(request)}`),
    words('Ctrl-C để dừng.', 'Ctrl-C ends it.'),
  ];
}

const faultLine = (context: Context, { kind, every }: SimulatorFault): string =>
  say(
    context,
    text(
      `Lỗi cố ý: ${SIMULATOR_FAULTS[kind].vi}, ở ${every === 1 ? 'mỗi yêu cầu' : `mỗi yêu cầu thứ ${every}`}`,
      `Fault: ${SIMULATOR_FAULTS[kind].en}, at ${every === 1 ? 'each request' : `each request number ${every}`}`,
    ),
  );
