import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Command, InvalidArgumentError } from 'commander';
import { allAimsMet, asText, type Report } from './kit/report.ts';
import { loadBench } from './load.ts';
import { pullBench } from './pull.ts';
import { scoreBench } from './score.ts';
import { nodeOfRivals } from './serve/rivals.ts';
import { serveBench } from './serve.ts';

interface Flags {
  readonly json?: boolean;
  readonly records: number;
  readonly rounds: number;
}

function count(value: string): number {
  if (/^[1-9]\d*$/.test(value)) return Number(value);
  throw new InvalidArgumentError('expected a whole number above 0');
}

const program = new Command('npm run bench --')
  .description(
    'Measures the hub against what it cannot be faster than, in the same run. Exit code 1: an aim is missed.',
  )
  .option('--json', 'one JSON document instead of text');

const bench = (name: string, description: string) =>
  program.command(name).description(description).option('--json', 'one JSON document instead of text');

async function run(measure: (rounds: number) => Promise<Report>, { rounds, json }: Flags): Promise<void> {
  const report = await measure(rounds);
  console.log(json || program.opts<Flags>().json ? JSON.stringify(report, null, 2) : asText(report));
  process.exitCode = allAimsMet(report) ? 0 : 1;
}

bench('pull', 'pull and store against fetch and JSON.parse of the same pages')
  .option('--records <n>', 'dossiers that the source holds', count, 200_000)
  .option('--rounds <n>', 'how often; the median counts', count, 3)
  .action((flags: Flags) => run((rounds) => pullBench(flags.records, rounds), flags));

bench('score', 'scoring of a whole country against COPY of the ready rows')
  .option('--rounds <n>', 'how often; the median counts', count, 3)
  .action((flags: Flags) => run(scoreBench, flags));

bench('load', 'the nightly pull, quiet and while clients hammer with deep and wide queries (F54)')
  .option('--records <n>', 'dossiers that the source holds', count, 50_000)
  .option('--rounds <n>', 'how often; the median counts', count, 3)
  .action((flags: Flags) => run((rounds) => loadBench(flags.records, rounds), flags));

bench(
  'serve',
  'answers against a bare handler, cached bytes, PostGraphile and Mercurius on the same database',
)
  .option('--rounds <n>', 'how often; the median counts', count, 3)
  // With few, what is measured is how long each waits for its turn and not how much a server can do.
  .option('--connections <n>', 'clients at once', count, 96)
  .action(async (flags: Flags & { readonly connections: number }) => {
    const node = await nodeOfRivals();
    if (node === process.execPath) {
      return run((rounds) => serveBench(rounds, flags.connections), flags);
    }
    const args = ['src/bootstrap.mjs', 'test/bench/run.ts', ...process.argv.slice(2)];
    const [code] = await once(spawn(node, args, { stdio: 'inherit' }), 'close');
    process.exitCode = code;
  });

await program.parseAsync();
