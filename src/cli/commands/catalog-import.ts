import type { Command } from 'commander';
import { connectors } from '../../../connectors/index.ts';
import { rowlessVersion } from '../../app/criteria/base-set.ts';
import { COLUMNS } from '../../app/criteria/columns.ts';
import { criteriaTemplate } from '../../app/criteria/template.ts';
import { importCriteria } from '../../app/import-criteria.ts';
import { loadCatalogue } from '../../catalog/load-catalogue.ts';
import { measuresOf } from '../../connector-kit/connector.ts';
import { configError } from '../../core/errors.ts';
import { text } from '../../core/text.ts';
import { answer, type Context, say } from '../context.ts';
import { importedDocument, importedLines } from '../imported-words.ts';
import { readUpload } from '../read-upload.ts';
import { sheetInThread } from '../sheet-in-thread.ts';
import { EXIT } from '../terminal.ts';

interface Options {
  readonly holdsFrom?: string;
  readonly template?: true;
}

export function addCatalogImport(catalog: Command, context: Context): void {
  const describe = (vi: string, en: string) => say(context, text(vi, en));
  const columns = Object.values(COLUMNS).join('; ');
  catalog
    .command('import')
    .description(
      describe(
        'nhập tiêu chí của một bộ chỉ số chưa có phụ lục từ .xlsx hoặc .csv',
        'import the criteria of a set whose appendix was not at hand from .xlsx or .csv',
      ),
    )
    .argument('<set>', describe('bộ chỉ số (quang-nam-2021)', 'index set (quang-nam-2021)'))
    .argument('[file]', describe(`bảng có các cột: ${columns}`, `table with the columns: ${columns}`))
    .option(
      '--holds-from <day>',
      describe('ngày phiên bản mới bắt đầu có hiệu lực (hôm nay)', 'day from which it holds (today)'),
    )
    .option('--template', describe('in tệp mẫu CSV ra màn hình, không nhập gì', 'print a CSV to fill in'))
    .action(
      context.action((set: string, file: string | undefined, options: Options) => {
        if (options.template) return printTemplate(context, set);
        if (file === undefined) throw noFile();
        return importFile(context, set, file, options);
      }),
    );
}

async function importFile(context: Context, set: string, file: string, { holdsFrom }: Options) {
  const upload = await readUpload(file);
  const { deps } = await context.open();
  const done = await importCriteria(deps, {
    set,
    ...upload,
    readSheet: sheetInThread,
    ...(holdsFrom && { holdsFrom }),
  });
  answer(context, importedDocument(done, context.language), importedLines(done, context.language));
  return EXIT.OK;
}

/** Needs no database: the structure of the set is a file of the release. */
async function printTemplate(context: Context, set: string) {
  const { indexSets } = loadCatalogue(connectors.flatMap((connector) => measuresOf(connector)));
  context.out.write(criteriaTemplate(rowlessVersion(indexSets, set)));
  return EXIT.OK;
}

const noFile = () =>
  configError(
    'BAD_USAGE',
    text(
      'Câu lệnh chưa đúng: thiếu tham số [file]. Hãy nêu tệp .xlsx hoặc .csv, hoặc dùng --template để lấy tệp mẫu.',
      'The command is not right: the file is missing. Name an .xlsx or .csv, or use --template to get one to fill in.',
    ),
  );
