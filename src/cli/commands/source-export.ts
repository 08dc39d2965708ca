import type { Command } from 'commander';
import {
  exportSources,
  type GivenSecrets,
  givenSecrets,
  importSources,
  parsedExport,
} from '../../app/source-export.ts';
import { configError } from '../../core/errors.ts';
import { text } from '../../core/text.ts';
import { answer, type Context, say } from '../context.ts';
import { readUpload } from '../read-upload.ts';
import { EXIT } from '../terminal.ts';

export function addSourceExport(sources: Command, context: Context): void {
  const describe = (vi: string, en: string) => say(context, text(vi, en));
  sources
    .command('export')
    .description(
      describe(
        'in cấu hình các nguồn dạng JSON, không có mật khẩu',
        'print the sources as JSON, without secrets',
      ),
    )
    .argument(
      '[source]',
      describe('số, tên hoặc kết nối; bỏ trống: tất cả', 'id, name or connector; none: all'),
    )
    .action(context.action((source?: string) => print(context, source ?? null)));
  sources
    .command('import')
    .description(describe('lập các nguồn từ bản xuất', 'make sources of an export'))
    .argument('<file>', describe('tệp từ "hub sources export"', 'file of "hub sources export"'))
    .option(
      '--secrets <file>',
      describe(
        'tệp JSON chứa mật khẩu, nên xóa sau khi nhập',
        'JSON file of the secrets, to be deleted afterwards',
      ),
    )
    .action(
      context.action((file: string, options: { secrets?: string }) => take(context, file, options.secrets)),
    );
}

async function print(context: Context, source: string | null): Promise<number> {
  const { deps } = await context.open();
  const document = await exportSources(deps, source);
  answer(context, document, [JSON.stringify(document, null, 2)]);
  return EXIT.OK;
}

async function take(context: Context, file: string, secretsFile: string | undefined): Promise<number> {
  const given = parsedExport(await jsonIn(file));
  const secrets = secretsFile === undefined ? {} : checkedSecrets(await jsonIn(secretsFile), secretsFile);
  const { deps } = await context.open();
  const made = await importSources(deps, given, secrets);
  const done = text(`Đã lập ${made.length} nguồn.`, `${made.length} sources are made.`);
  answer(context, { sources: made.map(({ id, name }) => ({ id: String(id), name })) }, [
    say(context, done),
    ...made.map(({ id, name }) => `${id}  ${name}`),
  ]);
  return EXIT.OK;
}

async function jsonIn(file: string): Promise<unknown> {
  const { bytes } = await readUpload(file);
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    // What the parser says would quote the file.
    throw noJson(file);
  }
}

function checkedSecrets(document: unknown, file: string): GivenSecrets {
  const parsed = givenSecrets.safeParse(document);
  if (parsed.success) return parsed.data;
  throw noJson(file);
}

const noJson = (file: string) =>
  configError(
    'BAD_INPUT',
    text(
      `Tệp "${file}" không đúng dạng JSON cần có. Hãy kiểm tra tệp rồi chạy lại; chưa nhập gì.`,
      `The file "${file}" is not the JSON that is expected. Look at it and run again; nothing was imported.`,
    ),
  );
