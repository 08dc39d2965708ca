import type { Command } from 'commander';
import { personError } from '../../core/errors.ts';
import { text } from '../../core/text.ts';
import { checkPublications } from '../../store/publications.ts';
import { answer, type Context, say } from '../context.ts';
import { EXIT } from '../terminal.ts';

export function addPublications(program: Command, context: Context): void {
  const describe = (vi: string, en: string) => say(context, text(vi, en));
  program
    .command('publications')
    .description(describe('các lần công bố kết quả', 'results that were made public'))
    .command('verify')
    .description(
      describe(
        'tính lại mã băm của mọi bản đã công bố, đối chiếu với nhật ký',
        'compute the hash of every copy anew, compare it with the audit',
      ),
    )
    .action(context.action(() => verify(context)));
}

async function verify(context: Context): Promise<number> {
  const { deps } = await context.open();
  const publications = await checkPublications(deps.database);
  const broken = publications.filter(({ isWhole }) => !isWhole).map(({ key }) => key);
  if (broken.length > 0) throw notWhole(broken);
  const whole = text(
    `Các bản đã công bố nguyên vẹn: ${publications.length} bản đã kiểm tra.`,
    `The publications are whole: ${publications.length} checked.`,
  );
  answer(context, { publications }, [say(context, whole)]);
  return EXIT.OK;
}

const notWhole = (broken: readonly string[]) =>
  personError(
    'PUBLICATION_BROKEN',
    text(
      `Bản đã công bố không còn nguyên vẹn (bị sửa, bị xóa hoặc bị chèn): ${broken.join(', ')}. Hãy giữ nguyên cơ sở dữ liệu, đối chiếu với bản sao lưu và báo người phụ trách an toàn thông tin.`,
      `Publications are not whole (changed, deleted or put in): ${broken.join(', ')}. Leave the database as it is, compare it with a backup and tell whoever is in charge of security.`,
    ),
  );
