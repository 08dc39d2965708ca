import type { Command } from 'commander';
import {
  exportSources,
  type GivenSecrets,
  givenSecrets,
  importSources,
  missingSecrets,
  parsedExport,
  type SourceExport,
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
        'tệp JSON chứa mật khẩu, nên xóa sau khi nhập; - là đọc từ chương trình khác',
        'JSON file of the secrets, to be deleted afterwards; - reads what is piped in',
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
  const read = secretsFile === undefined ? {} : await secretsIn(context, secretsFile);
  // Before anybody is asked: another process may have to do all of this.
  const { deps } = await context.open({ mayMake: true });
  const secrets = await completed(context, given, read);
  const made = await importSources(deps, given, secrets);
  const done = text(`Đã lập ${made.length} nguồn.`, `${made.length} sources are made.`);
  answer(context, { sources: made.map(({ id, name }) => ({ id: String(id), name })) }, [
    say(context, done),
    ...made.map(({ id, name }) => `${id}  ${name}`),
  ]);
  return EXIT.OK;
}

/** With what the person at the terminal enters for the rest; without it where nobody is there (S23). */
async function completed(
  context: Context,
  given: SourceExport,
  secrets: GivenSecrets,
): Promise<GivenSecrets> {
  const all: Record<string, Record<string, unknown>> = structuredClone(secrets);
  for (const { source, field } of missingSecrets(given, secrets)) {
    const words = text(`${source}, ${field} (không hiện khi gõ): `, `${source}, ${field} (not shown): `);
    const answer = await context.ask?.(say(context, words), context.signal);
    if (!answer) return all;
    all[source] = { ...all[source], [field]: answer };
  }
  return all;
}

async function jsonIn(file: string): Promise<unknown> {
  const { bytes } = await readUpload(file);
  return parsedJson(Buffer.from(bytes).toString('utf8'), file);
}

function parsedJson(content: string, file: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    // What the parser says would quote the file.
    throw noJson(file);
  }
}

async function secretsIn(context: Context, file: string): Promise<GivenSecrets> {
  const document = file === '-' ? parsedJson(await piped(context), file) : await jsonIn(file);
  const parsed = givenSecrets.safeParse(document);
  if (parsed.success) return parsed.data;
  throw noJson(file);
}

async function piped({ readInput }: Context): Promise<string> {
  const content = (await readInput?.()) ?? '';
  if (content.trim() !== '') return content;
  throw configError(
    'BAD_INPUT',
    text(
      'Lệnh có "--secrets -" mà không chương trình nào chuyển mật khẩu vào. Hãy chạy dạng: <lệnh in JSON> | hub sources import <tệp> --secrets -; chưa nhập gì.',
      'With "--secrets -" the secrets are piped in, and nothing is. Run it as: <program that prints JSON> | hub sources import <file> --secrets -; nothing was imported.',
    ),
  );
}

const noJson = (file: string) =>
  configError(
    'BAD_INPUT',
    text(
      `Tệp "${file}" không đúng dạng JSON cần có. Hãy kiểm tra tệp rồi chạy lại; chưa nhập gì.`,
      `The file "${file}" is not the JSON that is expected. Look at it and run again; nothing was imported.`,
    ),
  );
