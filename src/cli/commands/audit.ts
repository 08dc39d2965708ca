import type { Command } from 'commander';
import { auditPage } from '../../app/audit/audit-page.ts';
import { personError } from '../../core/errors.ts';
import type { Channel } from '../../core/origin.ts';
import { type Text, text } from '../../core/text.ts';
import { type AuditEntry, checkChain } from '../../store/audit.ts';
import { answer, type Context, say } from '../context.ts';
import { EXIT, table } from '../terminal.ts';
import { wholeNumber } from '../whole-number.ts';
import { moment } from '../words.ts';

interface ListOptions {
  readonly last: string;
  readonly by?: string;
  readonly action?: string;
}

interface VerifyOptions {
  readonly from: string;
  readonly hash?: string;
}

export function addAudit(program: Command, context: Context): void {
  const describe = (vi: string, en: string) => say(context, text(vi, en));
  const audit = program
    .command('audit')
    .description(describe('nhật ký thay đổi: ai đã đổi gì', 'the audit: who changed what'));
  audit
    .command('list')
    .description(describe('các thay đổi mới nhất', 'the newest changes'))
    .option('--last <n>', describe('số mục, 1 đến 100 (20)', 'how many, 1 to 100 (20)'), '20')
    .option(
      '--by <who>',
      describe('chỉ của người này, ví dụ local:lan', 'only of this one, such as local:lan'),
    )
    .option(
      '--action <name>',
      describe('chỉ việc này, ví dụ SOURCE_CHANGED', 'only this, such as SOURCE_CHANGED'),
    )
    .action(context.action((options: ListOptions) => list(context, options)));
  audit
    .command('verify')
    .description(
      describe(
        'kiểm tra chuỗi băm, chỉ ra mục đầu tiên bị sửa',
        'check the hash chain, name the first broken entry',
      ),
    )
    .option('--from <n>', describe('từ mục số này (1)', 'from this entry on (1)'), '1')
    .option(
      '--hash <hash>',
      describe(
        'mã băm đã ghi lại trước đây, phải còn trong chuỗi',
        'a hash written down earlier, still to be there',
      ),
    )
    .action(context.action((options: VerifyOptions) => verify(context, options)));
}

async function list(context: Context, { last, by, action }: ListOptions): Promise<number> {
  const { deps } = await context.open();
  const filter = { principal: by ?? null, action: action ?? null };
  const page = await auditPage(
    deps,
    { first: wholeNumber('--last', last, { min: 1, max: 100 }), after: null },
    filter,
  );
  const entries = page.items.map(({ node }) => node);
  const head = say(
    context,
    text('Số|Lúc|Ai|Việc|Đối tượng|Từ đâu|Lý do', 'No|When|Who|What|Thing|From|Reason'),
  );
  answer(
    context,
    { entries, totalCount: page.totalCount },
    table(
      head.split('|'),
      entries.map((entry) => rowOf(context, entry)),
    ),
  );
  return EXIT.OK;
}

const CHANNELS: Record<Channel, Text> = {
  API: text('qua mạng', 'network'),
  CONSOLE: text('máy chủ', 'console'),
  HUB: text('hệ thống', 'hub'),
};

const rowOf = (context: Context, entry: AuditEntry) => [
  entry.seq,
  moment(entry.at),
  entry.principal,
  entry.action,
  `${entry.subject} ${entry.subjectKey}`,
  entry.address ?? (entry.channel === null ? '' : say(context, CHANNELS[entry.channel])),
  entry.reason ?? '',
];

async function verify(context: Context, { from, hash }: VerifyOptions): Promise<number> {
  const { deps } = await context.open();
  const check = await checkChain(
    deps.database,
    wholeNumber('--from', from, { min: 1 }),
    hash?.trim() ?? null,
  );
  if (check.brokenAt !== null) throw broken(check.brokenAt);
  if (hash !== undefined && check.known === null) throw cutOff(hash);
  const whole = text(
    `Nhật ký nguyên vẹn: ${check.entries} mục đã kiểm tra. Mã băm cuối: ${check.head || '(trống)'}. Hãy ghi lại mã này ở nơi khác để đối chiếu về sau.`,
    `The audit is whole: ${check.entries} entries checked. Last hash: ${check.head || '(none)'}. Write it down elsewhere to compare with later.`,
  );
  answer(context, check, [say(context, whole)]);
  return EXIT.OK;
}

const broken = (seq: number) =>
  personError(
    'AUDIT_BROKEN',
    text(
      `Nhật ký không còn nguyên vẹn: mục số ${seq} bị sửa, bị xóa hoặc bị chèn. Hãy giữ nguyên cơ sở dữ liệu, đối chiếu với bản sao lưu và báo người phụ trách an toàn thông tin.`,
      `The audit is not whole: entry ${seq} was changed, deleted or put in. Leave the database as it is, compare it with a backup and tell whoever is in charge of security.`,
    ),
  );

const cutOff = (hash: string) =>
  personError(
    'AUDIT_BROKEN',
    text(
      `Nhật ký không có mục nào mang mã băm ${hash.slice(0, 64)} đã ghi lại trước đây: các mục cuối đã bị cắt hoặc cả chuỗi bị làm lại. Hãy giữ nguyên cơ sở dữ liệu, đối chiếu với bản sao lưu và báo người phụ trách an toàn thông tin.`,
      `No entry of the audit bears the hash ${hash.slice(0, 64)} that was written down: its last entries were cut off, or all of it was made anew. Leave the database as it is, compare it with a backup and tell whoever is in charge of security.`,
    ),
  );
