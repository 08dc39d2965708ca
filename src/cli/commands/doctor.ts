import type { Command } from 'commander';
import { text } from '../../core/text.ts';
import { answer, type Context, say } from '../context.ts';
import { checkSets, checkUnits } from '../doctor/catalogue.ts';
import type { Checked } from '../doctor/check.ts';
import { checkDatabase } from '../doctor/database.ts';
import { checkFolder, checkKey, checkNode } from '../doctor/machine.ts';
import { checkPort } from '../doctor/port.ts';

export function addDoctor(program: Command, context: Context): void {
  program
    .command('doctor')
    .description(
      say(
        context,
        text('khám hệ thống, mỗi mục một dòng', 'look at everything the hub needs, one line each'),
      ),
    )
    .action(context.action(() => doctor(context)));
}

async function doctor(context: Context): Promise<number> {
  const config = context.config();
  const checks = [
    checkNode(),
    checkFolder(config),
    checkKey(config),
    ...(await checkDatabase(config, context.open)),
    checkSets(),
    checkUnits(),
    await checkPort(config),
  ];
  answer(
    context,
    {
      ok: checks.every((check) => check.next === null),
      checks: checks.map((one) => documentOf(context, one)),
    },
    checks.map((one) => lineOf(context, one)),
  );
  return Math.max(...checks.map(({ exit }) => exit));
}

const documentOf = (context: Context, { name, found, next }: Checked): object => ({
  name,
  ok: next === null,
  found: say(context, found),
  next: next && say(context, next),
});

const lineOf = (context: Context, { title, found, next }: Checked): string =>
  `${next === null ? 'OK' : '!!'}  ${say(context, title)}: ${say(context, found)}${next === null ? '' : ` -> ${say(context, next)}`}`;
