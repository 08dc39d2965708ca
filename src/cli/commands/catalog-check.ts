import type { Command } from 'commander';
import { connectors } from '../../../connectors/index.ts';
import type { Finding } from '../../catalog/index-set.ts';
import { text } from '../../core/text.ts';
import { type CheckedSet, checkedSets } from '../checked-sets.ts';
import { answer, type Context, say } from '../context.ts';
import { EXIT } from '../terminal.ts';

export function addCatalogCheck(catalog: Command, context: Context): void {
  catalog
    .command('check')
    .description(
      say(
        context,
        text('mọi chỗ lệch và lỗi của các bộ chỉ số', 'every disagreement and error of the index sets'),
      ),
    )
    .action(context.action(async () => checkCatalogue(context, checkedSets(connectors))));
}

/** 0 with warnings: a decree that disagrees with itself is shown, and does not stop the hub. */
export function checkCatalogue(context: Context, sets: readonly CheckedSet[]): number {
  const count = (severity: Finding['severity']) =>
    sets.flatMap(({ findings }) => findings).filter((finding) => finding.severity === severity).length;
  const [errors, warnings] = [count('ERROR'), count('WARNING')];
  const total = text(
    `${sets.length} bộ chỉ số, ${errors} lỗi, ${warnings} chỗ văn bản tự lệch.`,
    `${sets.length} index sets, ${errors} errors, ${warnings} places where a document disagrees with itself.`,
  );
  answer(context, { errors, warnings, sets: sets.map((set) => documentOf(context, set)) }, [
    ...sets.flatMap(({ findings }) => findings).flatMap((finding) => linesOf(context, finding)),
    say(context, total),
  ]);
  return errors > 0 ? EXIT.STOP : EXIT.OK;
}

const documentOf = (context: Context, { fileName, findings }: CheckedSet): object => ({
  file: fileName,
  findings: findings.map(({ message, ...finding }) => ({ ...finding, message: say(context, message) })),
});

function linesOf(context: Context, { severity, path, message, declared, computed }: Finding): string[] {
  const figures = text(
    `văn bản ghi ${declared}, các hàng cho ${computed}`,
    `stated ${declared}, rows give ${computed}`,
  );
  return [
    `${severity === 'ERROR' ? '!!' : ' !'} ${path}`,
    `   ${say(context, message)}`,
    ...(declared === null && computed === null ? [] : [`   ${say(context, figures)}`]),
  ];
}
