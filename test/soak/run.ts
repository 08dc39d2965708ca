import { Command, InvalidArgumentError } from 'commander';
import { soak } from './soak.ts';

function count(value: string): number {
  if (/^[1-9]\d*$/.test(value)) return Number(value);
  throw new InvalidArgumentError('expected a whole number above 0');
}

const program = new Command('npm run soak --')
  .description(
    'Pulls a changing, faulty source again and again while hubs are killed and the database is restarted; then compares what is visible with what the source shows. Exit code 1: they differ.',
  )
  .option('--pulls <n>', 'pulls that must be published', count, 200)
  .option('--seed <n>', 'the same number, the same changes, faults and choices', count, 1)
  .parse();

const { pulls, seed } = program.opts<{ pulls: number; seed: number }>();
const { line, differences } = await soak({ pulls, seed });
for (const difference of differences) console.log(difference);
console.log(line);
process.exit(differences.length === 0 ? 0 : 1);
