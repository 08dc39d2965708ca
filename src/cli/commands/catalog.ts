import type { Command } from 'commander';
import { text } from '../../core/text.ts';
import { type Context, say } from '../context.ts';
import { addCatalogCheck } from './catalog-check.ts';
import { addCatalogCompare } from './catalog-compare.ts';
import { addCatalogImport } from './catalog-import.ts';

export function addCatalog(program: Command, context: Context): void {
  const catalog = program
    .command('catalog')
    .description(say(context, text('các bộ chỉ số', 'the index sets')))
    .helpCommand(false);
  addCatalogCheck(catalog, context);
  addCatalogCompare(catalog, context);
  addCatalogImport(catalog, context);
}
