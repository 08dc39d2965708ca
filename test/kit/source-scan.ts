import { parseAst } from 'vite';

/** What the rules of the layers look at in one source file. */
export interface Finding {
  readonly kind: 'import' | 'environment' | 'now' | 'fetch';
  readonly line: number;
  /** Of an import: what is imported, null when it is computed. */
  readonly specifier: string | null;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [key: string]: unknown;
}

type Seen = Pick<Finding, 'kind' | 'specifier'>;

/** Reads the syntax tree, so that comments, texts and regular expressions are never taken for code. */
export function scanSource(code: string): Finding[] {
  const findings: Finding[] = [];
  visit(parseAst(code, { lang: 'ts' }), (node) => {
    const seen = inspect(node);
    if (seen) findings.push({ ...seen, line: code.slice(0, node.start).split('\n').length });
  });
  return findings;
}

function visit(value: unknown, look: (node: Node) => void): void {
  if (Array.isArray(value)) for (const item of value) visit(item, look);
  else if (isNode(value)) {
    look(value);
    for (const child of Object.values(value)) visit(child, look);
  }
}

function inspect(node: Node): Seen | null {
  switch (node.type) {
    case 'ImportDeclaration':
      return importsEnvironment(node) ? found('environment') : imported(node.source);
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return node.source === null ? null : imported(node.source);
    case 'ImportExpression':
    case 'TSImportType':
      return imported(node.source);
    case 'MemberExpression':
      return isMember(node, 'process', 'env') ? found('environment') : null;
    case 'VariableDeclarator':
      return named(node.init) === 'process' && picks(node.id, 'env') ? found('environment') : null;
    case 'NewExpression':
      return named(node.callee) === 'Date' && isEmpty(node.arguments) ? found('now') : null;
    case 'CallExpression':
      return inspectCall(node);
    default:
      return null;
  }
}

function inspectCall({ callee }: Node): Seen | null {
  if (named(callee) === 'fetch' || isMember(callee, 'globalThis', 'fetch')) return found('fetch');
  return named(callee) === 'Date' || isMember(callee, 'Date', 'now') ? found('now') : null;
}

const found = (kind: Finding['kind']): Seen => ({ kind, specifier: null });

const imported = (source: unknown): Seen => ({ kind: 'import', specifier: literal(source) });

const importsEnvironment = (node: Node): boolean =>
  /^(node:)?process$/.test(literal(node.source) ?? '') &&
  (node.specifiers as Node[]).some((specifier) => named(specifier.imported) === 'env');

/** `object.property` and `object['property']`, whatever stands before the object. */
const isMember = (node: unknown, object: string, property: string): boolean =>
  isNode(node) &&
  node.type === 'MemberExpression' &&
  lastName(node.object) === object &&
  (literal(node.property) ?? named(node.property)) === property;

const lastName = (node: unknown): string | null =>
  isNode(node) && node.type === 'MemberExpression' ? named(node.property) : named(node);

const picks = (pattern: unknown, key: string): boolean =>
  isNode(pattern) &&
  pattern.type === 'ObjectPattern' &&
  (pattern.properties as Node[]).some((property) => named(property.key) === key);

const named = (node: unknown): string | null =>
  isNode(node) && node.type === 'Identifier' ? String(node.name) : null;

const literal = (node: unknown): string | null =>
  isNode(node) && node.type === 'Literal' && typeof node.value === 'string' ? node.value : null;

const isEmpty = (list: unknown): boolean => Array.isArray(list) && list.length === 0;

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
