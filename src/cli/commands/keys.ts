import type { Command } from 'commander';
import { recordAlone } from '../../app/audit/record.ts';
import { brokenSecrets } from '../../app/secrets/broken-secrets.ts';
import { masterKeyId } from '../../app/secrets/master-key.ts';
import { type Rotated, rotateKeys } from '../../app/secrets/rotate-keys.ts';
import { text } from '../../core/text.ts';
import { storedWraps } from '../../store/data-keys.ts';
import { answer, type Context, say } from '../context.ts';
import { adoptNextKey, masterKeys, nextMasterKey } from '../master-keys.ts';
import { EXIT } from '../terminal.ts';

export function addKeys(program: Command, context: Context): void {
  const describe = (vi: string, en: string) => say(context, text(vi, en));
  const keys = program
    .command('keys')
    .description(describe('khóa chủ và mật khẩu đã lưu', 'the master key and stored secrets'));
  keys
    .command('rotate')
    .description(
      describe(
        'đổi khóa chủ, cũng khi đang lấy dữ liệu; chạy lại được nếu bị ngắt',
        'change the master key, also during pulls; run it again if it was interrupted',
      ),
    )
    .action(context.action(() => rotate(context)));
  keys
    .command('check')
    .description(
      describe('khóa chủ có mở được mọi mật khẩu đã lưu không', 'whether every stored secret opens'),
    )
    .action(context.action(() => check(context)));
}

async function rotate(context: Context): Promise<number> {
  const config = context.config();
  const { deps } = await context.open();
  const next = nextMasterKey(config);
  const rotated = await rotateKeys(deps.database, masterKeys(config, false), next);
  const mark = masterKeyId(next);
  if (rotated.isChanged) {
    await recordAlone(deps, {
      action: 'MASTER_KEY_CHANGED',
      subject: 'MasterKey',
      subjectKey: mark,
      after: { dataKeys: rotated.dataKeys },
    });
  }
  const isAdopted = adoptNextKey(config);
  answer(context, { masterKey: mark, ...rotated, isAdopted }, [
    say(context, changed(mark, rotated)),
    say(context, isAdopted ? IN_FILE : IN_ENVIRONMENT),
  ]);
  return EXIT.OK;
}

const changed = (mark: string, { dataKeys, isChanged }: Rotated) =>
  isChanged
    ? text(
        `Đã đổi khóa chủ (dấu ${mark}): ${dataKeys}/${dataKeys} khóa dữ liệu được bọc lại, khóa chủ cũ không còn mở được gì.`,
        `The master key is changed (mark ${mark}): ${dataKeys} of ${dataKeys} data keys are wrapped anew, the old one opens nothing any more.`,
      )
    : text(
        `Khóa chủ này (dấu ${mark}) đã được dùng từ trước; không có gì để đổi.`,
        `This master key (mark ${mark}) was in use already; nothing was changed.`,
      );

const IN_FILE = text(
  'Khóa mới nằm trong tệp master.key của thư mục dữ liệu. Hãy sao lưu tệp này ở nơi riêng, và chép tới các máy khác dùng chung cơ sở dữ liệu trước khi khởi động lại chúng.',
  'The new key is in the file master.key of the data folder. Keep a copy elsewhere, and bring it to other machines on the same database before they start again.',
);
const IN_ENVIRONMENT = text(
  'Trước lần khởi động tới, hãy đặt HUB_MASTER_KEY thành khóa mới và bỏ HUB_MASTER_KEY_NEXT, ở mọi máy dùng chung cơ sở dữ liệu.',
  'Before the next start, set HUB_MASTER_KEY to the new key and remove HUB_MASTER_KEY_NEXT, on every machine on the same database.',
);

async function check(context: Context): Promise<number> {
  const { deps } = await context.open();
  const marks = [...new Set((await storedWraps(deps.database)).map(({ masterKey }) => masterKey))];
  const broken = await brokenSecrets(deps);
  const isHalfway = marks.length > 1;
  answer(context, { masterKeys: marks, isHalfway, broken: broken.map(({ id, name }) => ({ id, name })) }, [
    say(
      context,
      text(
        `Khóa chủ (dấu ${marks.join(', ')}) mở được các khóa dữ liệu.`,
        `The master key (mark ${marks.join(', ')}) opens the data keys.`,
      ),
    ),
    ...(isHalfway ? [say(context, HALFWAY)] : []),
    ...broken.map(({ name }) => say(context, enterAgain(name))),
  ]);
  return isHalfway || broken.length > 0 ? EXIT.PERSON : EXIT.OK;
}

const HALFWAY = text(
  'Lần đổi khóa chủ trước chưa xong; hãy chạy "hub keys rotate" để hoàn tất.',
  'A change of the master key was interrupted; run "hub keys rotate" to finish it.',
);

const enterAgain = (name: string) =>
  text(
    `Không đọc được mật khẩu của nguồn "${name}"; hãy nhập lại mật khẩu của nguồn này.`,
    `The secret of source "${name}" cannot be read; enter it again.`,
  );
