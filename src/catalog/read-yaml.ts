import { type Document, LineCounter, parseDocument, visit } from 'yaml';
import { text } from '../core/text.ts';
import { errorFinding } from './finding.ts';
import type { Finding } from './index-set.ts';

export type ReadYaml =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/** Every defect of the text with its line; the value only when there is none. */
export function readYaml(fileName: string, source: string): ReadYaml {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  const defects = [
    ...document.errors.map(({ pos, message }) => ({ offset: pos[0], message })),
    ...danglingAliases(document),
  ];
  if (defects.length === 0) return { ok: true, value: document.toJS() };
  return {
    ok: false,
    findings: defects.map(({ offset, message }) => {
      const { line, col } = lines.linePos(offset);
      return errorFinding(
        'MALFORMED_YAML',
        `${fileName}:${line}:${col}`,
        text(
          `Dòng ${line}, cột ${col} không phải YAML đúng: ${message}`,
          `Line ${line}, column ${col} is not proper YAML: ${message}`,
        ),
      );
    }),
  };
}

/** An unquoted "*1", as footnote marks are printed, reads as an alias; the parser only notices when it is used. */
function danglingAliases(document: Document.Parsed) {
  const found: { offset: number; message: string }[] = [];
  visit(document, {
    Alias(_, alias) {
      if (alias.resolve(document)) return;
      found.push({ offset: alias.range?.[0] ?? 0, message: `*${alias.source} names nothing; quote it` });
    },
  });
  return found;
}
