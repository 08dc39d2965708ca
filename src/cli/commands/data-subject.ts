import type { Command } from 'commander';
import { type CaseAnswer, eraseCase, findCase } from '../../app/data-subject.ts';
import { type Text, text } from '../../core/text.ts';
import { answer, type Context, say } from '../context.ts';
import { EXIT, table } from '../terminal.ts';

/** Requests of data subjects; each is kept in the audit for whoever supervises (S45). */
export function addDataSubject(program: Command, context: Context): void {
  const describe = (vi: string, en: string) => say(context, text(vi, en));
  const command = program
    .command('data-subject')
    .description(
      describe('yêu cầu của người có dữ liệu: tìm, xóa', 'requests of data subjects: find, erase'),
    );
  const caseNumber = describe('số hồ sơ như nguồn ghi', 'case number as the source writes it');
  command
    .command('find')
    .description(describe('hệ thống giữ gì về một hồ sơ', 'what is held of a case'))
    .argument('<case>', caseNumber)
    .action(
      context.action(async (number: string) =>
        tell(context, await findCase(await opened(context), number), FOUND),
      ),
    );
  command
    .command('erase')
    .description(describe('cắt liên hệ giữa số liệu và hồ sơ', 'cut what is held off from the case'))
    .argument('<case>', caseNumber)
    .requiredOption('--reason <text>', describe('lý do, ít nhất 10 ký tự', 'reason, at least 10 characters'))
    .action(
      context.action(async (number: string, { reason }: { reason: string }) =>
        tell(context, await eraseCase(await opened(context), number, reason), ERASED),
      ),
    );
}

const opened = async (context: Context) => (await context.open()).deps;

const FOUND = (n: number) => text(`Đang giữ ${n} dòng của hồ sơ này.`, `${n} records of this case are held.`);
const ERASED = (n: number) =>
  text(
    `Đã cắt liên hệ của ${n} dòng; số đếm giữ nguyên. Nếu nguồn còn hồ sơ này, lần lấy sau sẽ có lại: hãy yêu cầu xóa ở nguồn trước.`,
    `${n} records no longer lead to the case; counts stay. While the source shows it, the next pull brings it again: have it erased there first.`,
  );

function tell(context: Context, found: CaseAnswer, words: (n: number) => Text): number {
  const { subject, records } = found;
  const head = say(context, text('Nguồn|Danh sách|Đơn vị|Ngày', 'Source|List|Unit|Day')).split('|');
  const rows = records.map(({ source, stream, unit, day }) => [source, stream, unit ?? '–', day]);
  const log = text(
    `Ghi trong nhật ký với mã ${subject} (hub audit list).`,
    `Kept in the audit as ${subject} (hub audit list).`,
  );
  answer(context, found, [
    say(context, words(records.length)),
    ...(rows.length > 0 ? table(head, rows) : []),
    say(context, log),
  ]);
  return EXIT.OK;
}
