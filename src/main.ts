import { randomBytes } from 'node:crypto';
import { Command } from 'commander';
import { alertTick } from './app/alerts/alert-tick.ts';
import type { Channel } from './app/alerts/channel.ts';
import { webhook } from './app/alerts/webhook.ts';
import { createIdentity } from './app/identity/identity.ts';
import { newSetUpToken } from './app/identity/set-up.ts';
import { doPull, enqueueDue, scoreWhatChanged } from './app/nightly.ts';
import { PRACTICE_SEED, startPracticeSources } from './app/practice-sources.ts';
import { recordRetention } from './app/record-retention.ts';
import type { SetupStep } from './app/setup.ts';
import { type DatabaseWait, withDatabase } from './cli/database-wait.ts';
import { mainJob } from './cli/main-job.ts';
import { type OpenHub, openHub, type Watchers } from './cli/open-hub.ts';
import { serveCommands } from './cli/serve-commands.ts';
import { printSummary } from './cli/summary.ts';
import { complain, EXIT, EXIT_HELP, print } from './cli/terminal.ts';
import { startTicks } from './cli/ticks.ts';
import { asUsageError, isAnswered } from './cli/usage-error.ts';
import { wholeNumber } from './cli/whole-number.ts';
import { type Config, ENVIRONMENT, portOf, readConfig } from './config.ts';
import { SECOND } from './core/clock.ts';
import { text } from './core/text.ts';
import { noTracing, type Tracer } from './core/tracer.ts';
import { createMetrics } from './server/metrics.ts';
import { readOperations } from './server/persisted-operations.ts';
import { startServer } from './server/server.ts';
import { startWaitingServer } from './server/waiting-server.ts';
import { isThere } from './store/database.ts';
import { openQueue } from './store/queue.ts';

interface Flags {
  readonly once: boolean;
  readonly port?: string;
  readonly dataDir?: string;
  readonly seed: string;
}

const STEPS: Record<SetupStep, string> = {
  catalogue: 'bộ chỉ số',
  migrations: 'cơ sở dữ liệu',
  units: 'đơn vị hành chính',
  assessments: 'kỳ đánh giá',
};

/** What must be closed at the end, last opened first. */
const closers: (() => Promise<unknown>)[] = [];
const stopping = new AbortController();

async function run(flags: Flags): Promise<number> {
  const config = configOf(flags);
  const seed = wholeNumber('--seed', flags.seed);
  print('DTI Hub: chuẩn bị …');
  const tracer = await tracerOf(config);
  const metrics = createMetrics();
  const onStep = (step: SetupStep) => print(`  ${STEPS[step]}`);
  const opened = await openWaiting(config, flags, { onStep, tracer, meter: metrics.meter });
  if (opened === null) return EXIT.OK;
  const { deps, hub, clock } = opened;
  closers.push(() => opened.close());

  let ready = false;
  const adminToken = config.adminToken ?? randomBytes(24).toString('base64url');
  // Only a console can read it, so nobody is the first administrator who has no access to the server (S05).
  const setUpToken = config.production ? await newSetUpToken(deps) : null;
  const { publicUrl, proxies, oidc } = config;
  const server = await startServer({
    hub,
    identity: createIdentity(deps, { setUpToken, provider: oidc === null ? null : { ...oidc, publicUrl } }),
    publicRead: config.publicRead,
    surroundings: { publicUrl, proxies },
    production: config.production,
    corsOrigins: config.corsOrigins,
    ...(config.operations === null ? {} : { trusted: readOperations(config.operations) }),
    port: flags.once ? 0 : config.port,
    host: config.host,
    adminToken,
    readiness: async () => [
      ...(ready ? [] : [FIRST_PULL]),
      ...((await isThere(deps.database, DATABASE_ANSWERS_WITHIN)) ? [] : [DATABASE_AWAY]),
    ],
    log: deps.log,
    metrics,
    tracer,
  });
  closers.push(() => server.close());

  const simulators = await startPracticeSources(deps, seed);
  closers.push(() => Promise.all(simulators.map((simulator) => simulator.close())));
  const queue = await openQueue(deps.database, (error) => deps.log.error({ error: error.name }, 'work list'));
  closers.push(() => queue.stop());
  await queue.work(async (job) => {
    await doPull(deps, job, stopping.signal);
    if (ready) await scoreWhatChanged(deps);
  });
  if (deps.database.kind === 'embedded') {
    closers.push(
      await serveCommands(config.dataDir, { config: () => config, open: async () => opened }, deps.log),
    );
  }

  print('Lấy dữ liệu từ các nguồn …');
  const job = await withDatabase(() => mainJob(deps, queue, stopping.signal), waitOf(config));
  if (stopping.signal.aborted) return EXIT.OK;
  if (job.runs.length === 0) print('  không có nguồn nào đến hạn: dùng số liệu đã lưu');
  await printSummary(deps);
  ready = true;
  const channels = await channelsOf(config);
  const failed = job.runs.some((one) => one.state !== 'OK');
  const retention = recordRetention(deps, config.recordDays);
  if (flags.once) await eraseOldRecords();
  if (flags.once) await tellAlerts();
  if (flags.once) return failed ? EXIT.PERSON : EXIT.OK;

  closers.push(startTicks(tick));
  // Beside the pulls: a channel that hangs delays no pull (F52).
  closers.push(startTicks(tellAlerts));
  printAddresses(server.url, config.adminToken === null ? adminToken : null, setUpToken);
  await new Promise<void>((resolve) =>
    stopping.signal.addEventListener('abort', () => resolve(), { once: true }),
  );
  return EXIT.OK;

  async function tellAlerts(): Promise<void> {
    await alertTick(deps, channels).catch((error: Error) =>
      deps.log.error({ error: error.name }, 'alerts failed'),
    );
  }

  async function eraseOldRecords(): Promise<void> {
    await retention().catch((error: Error) =>
      deps.log.error({ error: error.name }, 'erasing old records failed'),
    );
  }

  async function tick(): Promise<void> {
    await clock
      .follow()
      .then(() => enqueueDue(deps, queue))
      .then(() => scoreWhatChanged(deps))
      .then(eraseOldRecords)
      .catch((error: Error) => deps.log.error({ error: error.name }, 'tick failed'));
  }
}

const FIRST_PULL = text(
  'Đang lấy dữ liệu và chấm điểm lần đầu.',
  'The first pull and scoring are under way.',
);
const DATABASE_AWAY = text(
  'Chưa kết nối được cơ sở dữ liệu; hệ thống đang chờ và sẽ tự kết nối lại.',
  'The database cannot be reached; the hub waits and connects again by itself.',
);
const DATABASE_ANSWERS_WITHIN = 3 * SECOND;

const waitOf = ({ databaseWait }: Config): DatabaseWait => ({
  limit: databaseWait * SECOND,
  signal: stopping.signal,
});

/**
 * A database that comes later is waited for, and until then the port answers that the hub lives and is not ready.
 * null: stopped while it waited.
 */
async function openWaiting(config: Config, { once }: Flags, watchers: Watchers): Promise<OpenHub | null> {
  let waiting: { close(): Promise<void> } | null = null;
  const onWait = async () => {
    if (waiting) return;
    print(`  ${DATABASE_AWAY.vi}`);
    waiting = await startWaitingServer(once ? 0 : config.port, config.host, DATABASE_AWAY);
  };
  try {
    return await withDatabase(() => openHub(config, watchers), { ...waitOf(config), onWait });
  } catch (error) {
    if (stopping.signal.aborted) return null;
    throw error;
  } finally {
    await (waiting as { close(): Promise<void> } | null)?.close();
  }
}

function configOf(flags: Flags): Config {
  const config = readConfig();
  return {
    ...config,
    port: flags.port === undefined ? config.port : portOf(flags.port),
    dataDir: flags.dataDir ?? config.dataDir,
  };
}

/** First opened, so last closed: spans of the end are sent, too. */
async function tracerOf({ otlpEndpoint }: Config): Promise<Tracer> {
  if (otlpEndpoint === null) return noTracing;
  const { openTracing } = await import('./server/tracing.ts');
  const { tracer, close } = await openTracing(otlpEndpoint);
  closers.push(close);
  return tracer;
}

async function channelsOf({ alertWebhook, alertEmail }: Config): Promise<Channel[]> {
  const channels: Channel[] = alertWebhook === null ? [] : [webhook(alertWebhook)];
  if (alertEmail === null) return channels;
  const { email } = await import('./app/alerts/email.ts');
  return [...channels, email(alertEmail)];
}

function printAddresses(url: string, newToken: string | null, setUpToken: string | null): void {
  print();
  print(`API GraphQL     ${url}/graphql`);
  print(`GraphiQL        ${url}/graphiql`);
  print(`Trạng thái      ${url}/healthz  ${url}/readyz`);
  if (newToken) print(`Mã quản trị     ${newToken}   (chỉ hiện một lần; gửi kèm "Authorization: Bearer …")`);
  if (setUpToken) {
    print(`Mã thiết lập    ${setUpToken}   (dùng một lần ở POST /setup để lập quản trị viên đầu tiên)`);
  }
  print('Các nguồn được lấy lại lúc 02:00 hằng đêm. Ctrl-C để dừng.');
}

async function closeAll(): Promise<void> {
  for (const close of closers.reverse()) await close().catch(() => {});
}

const program = new Command('npm start --')
  .description('DTI Hub: pulls the sources, scores every unit, serves the result over GraphQL')
  .option('--once', 'end after the main job instead of serving', false)
  .option('--port <n>', 'port of the API (overrides PORT)')
  .option('--data-dir <folder>', 'folder of the embedded database (overrides HUB_DATA_DIR)')
  .option('--seed <n>', 'seed of the practice sources', String(PRACTICE_SEED))
  .exitOverride()
  .configureOutput({ outputError: () => {} })
  .addHelpText(
    'after',
    `\nEnvironment:\n${ENVIRONMENT.map(([name, help]) => `  ${name.padEnd(27)} ${help}`).join('\n')}\n\n${EXIT_HELP}`,
  );

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    print('\nĐang dừng …');
    stopping.abort();
  });
}

/** Commander throws what was typed wrongly, and for `--help` as well, which it has printed by then. */
async function main(): Promise<number> {
  try {
    return await run(program.parse().opts<Flags>());
  } catch (thrown) {
    return isAnswered(thrown) ? EXIT.OK : complain(asUsageError(thrown, 'npm start'), false);
  }
}

const code = await main();
await closeAll();
process.exit(code);
