import { once } from 'node:events';
import type { Command } from 'commander';
import { connectors } from '../../../connectors/index.ts';
import { PRACTICE_SEED, practiceUnits } from '../../app/practice-sources.ts';
import { connectorById } from '../../app/pull/source-config.ts';
import { buildUnits } from '../../app/units/build-units.ts';
import { UnitDirectory } from '../../app/units/unit-directory.ts';
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
    .action(context.action((connector: string, options: Options) => simulate(context, connector, options)));
}

async function simulate(context: Context, id: string, options: Options): Promise<number> {
  const connector = connectorById(connectors, id);
  const port = wholeNumber('--port', options.port, { max: 65_535 });
  const seed = wholeNumber('--seed', options.seed);
  const scale = positive('--scale', options.scale);
  const simulator = await connector.simulate({
    port,
    seed,
    units: unitsToSimulate(),
    clock: systemClock,
    scale,
  });
  try {
    const config = connector.practiceConfig(simulator.url) as object;
    const requests = await exampleRequests(connector, config, context.signal);
    const document = { connector: id, url: simulator.url, seed, scale, config, requests };
    answer(context, document, linesOf(context, document));
    if (!context.signal.aborted) await once(context.signal, 'abort');
    return EXIT.OK;
  } finally {
    await simulator.close();
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
  readonly config: object;
  readonly requests: readonly ExampleRequest[];
}

function linesOf(context: Context, { url, seed, config, requests }: Simulation): string[] {
  const words = (vi: string, en: string) => say(context, text(vi, en));
  return [
    `${words('Địa chỉ', 'Address')}: ${url} (${words('số gieo', 'seed')} ${seed})`,
    words('Cấu hình của nguồn đọc nó:', 'Configuration of a source that reads it:'),
    ...Object.entries(config).map(([name, value]) => `  ${name}: ${JSON.stringify(value)}`),
    words('Yêu cầu mẫu, theo thứ tự:', 'Example requests, in order:'),
    ...requests.map((request) => `  ${asCurl(request)}`),
    words('Ctrl-C để dừng.', 'Ctrl-C ends it.'),
  ];
}
