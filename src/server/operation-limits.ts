import { type DocumentNode, type FieldNode, GraphQLError, visit } from 'graphql';
import { checkPage } from '../app/paging.ts';
import { configError, HubError } from '../core/errors.ts';
import { type Text, text } from '../core/text.ts';
import { costOf, listFields } from './operation-cost.ts';
import { type AskedOperation, foldOperation, wholeNumberOf } from './operation-selections.ts';

/** Bounds all else at once, also the work of checking; the longest operation of our clients has 200. */
export const MAX_TOKENS = 2_000;

/** The body of an HTTP request and a message on the socket. */
export const MAX_BODY_BYTES = 1_048_576;

/** The deepest operation of our clients has 8 levels and a page of connections adds 3 at a time. */
export const MAX_DEPTH = 15;

/** Lists in lists. The deepest of our clients: sources, their runs, what of them is held. */
export const MAX_LISTS = 6;

/** One unit after the other in one operation; each may be the same costly field once more (S26). */
export const MAX_ALIASES = 50;

export const MAX_DIRECTIVES = 50;

/** Values in values: the deepest configuration of a source has some ten. Thousands break whatever walks them (S27). */
export const MAX_VARIABLES_DEPTH = 32;

/**
 * What one operation may cost. A ranking of 100 units with groups costs about 5,000, the whole catalogue about
 * 3,000; every receipt of one scoreboard with a full page of facts and records would cost some 50,000.
 */
export const MAX_COST = 40_000;

/** What the text alone tells; the same text comes again and again with other variables. */
const OF_TEXT: readonly ((operation: AskedOperation) => HubError | null)[] = [
  (operation) => {
    const { aliases } = countsOf(operation);
    return aliases <= MAX_ALIASES ? null : configError('TOO_MANY_ALIASES', tooManyAliases(aliases));
  },
  (operation) => {
    const { directives } = countsOf(operation);
    return directives <= MAX_DIRECTIVES
      ? null
      : configError('TOO_MANY_DIRECTIVES', tooManyDirectives(directives));
  },
  (operation) => {
    const depth = foldOperation(operation, { field: (_field, below) => 1 + below, together: longest });
    return depth <= MAX_DEPTH ? null : configError('OPERATION_TOO_DEEP', tooDeep(depth));
  },
  (operation) => {
    const lists = listsIn(operation);
    return lists <= MAX_LISTS ? null : configError('LISTS_TOO_NESTED', tooNested(lists));
  },
];

/** Why an operation is refused before any of it is executed (S25, S26, F54); null when it is within all limits. */
export function overLimit(operation: AskedOperation): GraphQLError | null {
  const error =
    overByText(operation) ?? overVariables(operation) ?? wrongPageSize(operation) ?? overCost(operation);
  return error && refusal(error);
}

/** By document, and in it by the name of the operation. */
const known = new WeakMap<DocumentNode, Map<string, HubError | null>>();

function overByText(operation: AskedOperation): HubError | null {
  const ofDocument = known.get(operation.document) ?? new Map<string, HubError | null>();
  known.set(operation.document, ofDocument);
  const name = operation.operationName ?? '';
  const found = ofDocument.get(name);
  if (found !== undefined) return found;
  const error = OF_TEXT.reduce<HubError | null>((first, limit) => first ?? limit(operation), null);
  ofDocument.set(name, error);
  return error;
}

function overVariables({ variables }: AskedOperation): HubError | null {
  if (!isDeeper(variables, MAX_VARIABLES_DEPTH)) return null;
  return configError('VARIABLES_TOO_DEEP', variablesTooDeep());
}

/** Level by level and not by recursion, which very deep values would break. */
function isDeeper(value: unknown, depth: number): boolean {
  let level: unknown[] = [value];
  for (let left = depth; left >= 0 && level.length > 0; left--) {
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
  return level.length > 0;
}

function overCost(operation: AskedOperation): HubError | null {
  const cost = costOf(operation);
  return cost <= MAX_COST ? null : configError('OPERATION_TOO_COSTLY', tooCostly(cost));
}

/** Answered with 400, and in GraphQL's own shape. */
export const refusal = (error: HubError): GraphQLError =>
  new GraphQLError(error.message, { originalError: error, extensions: { http: { status: 400 } } });

const longest = (parts: readonly number[]): number => Math.max(0, ...parts);

function listsIn(operation: AskedOperation): number {
  const lists = listFields(operation.schema);
  const isList = ({ name, selectionSet }: FieldNode) => selectionSet !== undefined && lists.has(name.value);
  return foldOperation(operation, {
    field: (field, below) => (isList(field) ? 1 : 0) + below,
    together: longest,
  });
}

/** As written: what a fragment holds is counted once, however often it is spread. */
function countsOf({ document }: AskedOperation): { readonly aliases: number; readonly directives: number } {
  let [aliases, directives] = [0, 0];
  visit(document, {
    Field: ({ alias }) => {
      if (alias) aliases += 1;
    },
    Directive: () => {
      directives += 1;
    },
  });
  return { aliases, directives };
}

/** Fields that say how many they want, in any operation and fragment of a document. */
const paged = new WeakMap<DocumentNode, readonly FieldNode[]>();

function pagedFields(document: DocumentNode): readonly FieldNode[] {
  const found = paged.get(document);
  if (found) return found;
  const fields: FieldNode[] = [];
  visit(document, {
    Field: (field) => {
      if (field.arguments?.some(({ name }) => name.value === 'first')) fields.push(field);
    },
  });
  paged.set(document, fields);
  return fields;
}

function wrongPageSize(operation: AskedOperation): HubError | null {
  for (const field of pagedFields(operation.document)) {
    const first = wholeNumberOf(field, 'first', operation);
    try {
      if (first !== null) checkPage({ first, after: null });
    } catch (error) {
      if (error instanceof HubError) return error;
      throw error;
    }
  }
  return null;
}

const tooManyAliases = (count: number): Text =>
  text(
    `Truy vấn có ${count} bí danh; tối đa ${MAX_ALIASES}. Hãy chia thành nhiều truy vấn.`,
    `The operation has ${count} aliases; at most ${MAX_ALIASES} are allowed. Split it.`,
  );

const tooManyDirectives = (count: number): Text =>
  text(
    `Truy vấn có ${count} chỉ thị (@include, @skip); tối đa ${MAX_DIRECTIVES}. Hãy chia thành nhiều truy vấn.`,
    `The operation has ${count} directives; at most ${MAX_DIRECTIVES} are allowed. Split it.`,
  );

const tooDeep = (depth: number): Text =>
  text(
    `Truy vấn lồng ${depth} cấp; tối đa ${MAX_DEPTH}. Hãy hỏi phần bên trong bằng truy vấn riêng.`,
    `The operation is ${depth} levels deep; at most ${MAX_DEPTH} are allowed. Ask for the inner part by itself.`,
  );

const tooNested = (lists: number): Text =>
  text(
    `Truy vấn lồng ${lists} danh sách trong nhau; tối đa ${MAX_LISTS}. Hãy hỏi danh sách bên trong bằng truy vấn riêng.`,
    `The operation holds ${lists} lists in each other; at most ${MAX_LISTS} are allowed. Ask for the inner list by itself.`,
  );

const variablesTooDeep = (): Text =>
  text(
    `Giá trị gửi kèm lồng quá ${MAX_VARIABLES_DEPTH} cấp. Hãy gửi giá trị phẳng hơn.`,
    `The variables are more than ${MAX_VARIABLES_DEPTH} levels deep. Send flatter ones.`,
  );

const tooCostly = (cost: number): Text =>
  text(
    `Truy vấn tốn ${cost} đơn vị; tối đa ${MAX_COST}. Hãy hỏi ít mục hơn trong một lần; các bản ghi (records) thì hỏi từng chỉ số.`,
    `The operation costs ${cost}; at most ${MAX_COST} are allowed. Ask for fewer items at once, and for records indicator by indicator.`,
  );

/** Told by the parser, whose recursion ends there. */
export const tooDeepToRead = (): HubError =>
  configError(
    'OPERATION_TOO_DEEP',
    text(
      'Truy vấn lồng quá nhiều cấp nên không đọc được. Hãy viết phẳng hơn, giá trị dài gửi bằng biến.',
      'The operation is nested too deeply to be read. Write it flatter, and send long values as variables.',
    ),
  );

/** Told by the parser, which stops there. */
export const tooLong = (): HubError =>
  configError(
    'OPERATION_TOO_LONG',
    text(
      `Truy vấn dài hơn ${MAX_TOKENS} từ tố. Hãy chia thành nhiều truy vấn.`,
      `The operation has more than ${MAX_TOKENS} tokens. Split it.`,
    ),
  );
