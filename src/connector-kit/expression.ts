import { isDeepStrictEqual } from 'node:util';
import { text } from '../core/text.ts';
import type { Budget } from './expression-budget.ts';
import { EXPRESSION_FUNCTIONS, isObject } from './expression-functions.ts';
import { BadExpression, type ExpressionNode, expressionTree } from './expression-tree.ts';

/** A compiled JMESPath expression: a pure function of a JSON value. What is not there is null. */
export type Expression = (value: unknown, budget: Budget) => unknown;

/** More of them are no expression that a person reads. */
const MOST_NODES = 200;

/**
 * Compiles an expression; throws BadExpression. The library only parses: it would evaluate without bounds, and an
 * expression of a few hundred characters can ask for more memory than there is.
 */
export function compileExpression(expression: string): Expression {
  return new Compiler().node(expressionTree(expression));
}

/** JMESPath's idea of false: null, false, an empty text, list or object. */
export function isTrue(value: unknown): boolean {
  if (value === null || value === undefined || value === false || value === '') return false;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}

class Compiler {
  #nodes = 0;

  node(node: ExpressionNode | undefined): Expression {
    this.#nodes += 1;
    if (this.#nodes > MOST_NODES) throw new BadExpression(TOO_BIG);
    if (!node) throw new BadExpression(UNFINISHED);
    const run = this.#of(node);
    return (value, budget) => {
      budget.spend(1);
      return run(value, budget) ?? null;
    };
  }

  #of(node: ExpressionNode): Expression {
    const child = (index: number) => this.node(node.children?.[index]);
    switch (node.type) {
      case 'Field':
        return fieldOf(node.name as string);
      case 'Literal':
        return () => node.value;
      case 'Identity':
      case 'Current':
        return (value) => value;
      case 'Subexpression':
      case 'IndexExpression':
      case 'Pipe':
        return chained(child(0), child(1), node.type !== 'Pipe');
      case 'Index':
        return (value) => (Array.isArray(value) ? value.at(node.value as number) : null);
      case 'Slice':
        return sliceOf(node.children as unknown as SliceParts);
      case 'Projection':
        return projected(child(0), (base) => (Array.isArray(base) ? base : null), child(1));
      case 'ValueProjection':
        return projected(child(0), (base) => (isObject(base) ? Object.values(base) : null), child(1));
      case 'FilterProjection':
        return projected(child(0), (base) => (Array.isArray(base) ? base : null), child(1), child(2));
      case 'Flatten':
        return flattened(child(0));
      case 'Comparator':
        return compared(node.name as string, child(0), child(1));
      case 'OrExpression':
        return eitherOf(child(0), child(1), (first) => isTrue(first));
      case 'AndExpression':
        return eitherOf(child(0), child(1), (first) => !isTrue(first));
      case 'NotExpression':
        return negated(child(0));
      case 'MultiSelectList':
        return listOf((node.children ?? []).map((part) => this.node(part)));
      case 'MultiSelectHash':
        return objectOf((node.children ?? []).map((pair) => this.#pair(pair as ExpressionNode)));
      case 'Function':
        return this.#called(node);
      default:
        throw new BadExpression(NO_REFERENCES);
    }
  }

  #pair({ name, value }: ExpressionNode): readonly [string, Expression] {
    return [name as string, this.node(value as ExpressionNode)];
  }

  #called({ name = '', children = [] }: ExpressionNode): Expression {
    const known = Object.hasOwn(EXPRESSION_FUNCTIONS, name) ? EXPRESSION_FUNCTIONS[name] : undefined;
    if (!known) throw new BadExpression(unknownFunction(name));
    const { least, most, call } = known;
    if (children.length < least || children.length > most)
      throw new BadExpression(wrongArguments(name, least));
    const args = children.map((argument) => this.node(argument));
    return (value, budget) =>
      call(
        args.map((argument) => argument(value, budget)),
        budget,
      );
  }
}

/** Own fields only: "constructor" is no field of a record. */
const fieldOf =
  (name: string): Expression =>
  (value) =>
    isObject(value) && Object.hasOwn(value, name) ? value[name] : null;

const chained =
  (first: Expression, next: Expression, endsAtNull: boolean): Expression =>
  (value, budget) => {
    const found = first(value, budget);
    return found === null && endsAtNull ? null : next(found, budget);
  };

type SliceParts = readonly [number | null, number | null, number | null];

function sliceOf([from, to, step]: SliceParts): Expression {
  if (step !== null && step !== 1) throw new BadExpression(NO_STEPS);
  return (value, budget) => {
    if (!Array.isArray(value)) return null;
    const part = value.slice(from ?? undefined, to ?? undefined);
    budget.spend(part.length);
    return part;
  };
}

/** Of each item that passes; items without an answer are left out. */
const projected =
  (
    base: Expression,
    itemsOf: (base: unknown) => readonly unknown[] | null,
    part: Expression,
    where?: Expression,
  ): Expression =>
  (value, budget) => {
    const items = itemsOf(base(value, budget));
    if (items === null) return null;
    budget.spend(items.length);
    const passed = where ? items.filter((item) => isTrue(where(item, budget))) : items;
    return passed.map((item) => part(item, budget)).filter((found) => found !== null);
  };

const flattened =
  (base: Expression): Expression =>
  (value, budget) => {
    const items = base(value, budget);
    if (!Array.isArray(items)) return null;
    budget.spend(items.reduce<number>((sum, item) => sum + (Array.isArray(item) ? item.length : 1), 0));
    return items.flat();
  };

type Ordered = number | string;
const ORDERS: Readonly<Record<string, (a: Ordered, b: Ordered) => boolean>> = {
  GT: (a, b) => a > b,
  GTE: (a, b) => a >= b,
  LT: (a, b) => a < b,
  LTE: (a, b) => a <= b,
};

/** Two numbers or two texts have an order; a missing value is not smaller than anything. */
function compared(kind: string, left: Expression, right: Expression): Expression {
  const order = ORDERS[kind];
  return (value, budget) => {
    const [a, b] = [left(value, budget), right(value, budget)];
    if (order) {
      const areOrdered = typeof a === typeof b && (typeof a === 'number' || typeof a === 'string');
      return areOrdered ? order(a as Ordered, b as Ordered) : null;
    }
    budget.spendAll(a);
    return isDeepStrictEqual(a, b) === (kind === 'EQ');
  };
}

const eitherOf =
  (first: Expression, second: Expression, isEnough: (found: unknown) => boolean): Expression =>
  (value, budget) => {
    const found = first(value, budget);
    return isEnough(found) ? found : second(value, budget);
  };

const negated =
  (part: Expression): Expression =>
  (value, budget) =>
    !isTrue(part(value, budget));

const listOf =
  (parts: readonly Expression[]): Expression =>
  (value, budget) =>
    value === null ? null : parts.map((part) => part(value, budget));

const objectOf =
  (parts: readonly (readonly [string, Expression])[]): Expression =>
  (value, budget) =>
    value === null ? null : Object.fromEntries(parts.map(([name, part]) => [name, part(value, budget)]));

const TOO_BIG = text(
  `biểu thức có quá ${MOST_NODES} thành phần; hãy viết gọn lại`,
  `the expression has more than ${MOST_NODES} parts; make it simpler`,
);
const UNFINISHED = text(
  'biểu thức JMESPath thiếu một phần (chưa viết hết hoặc thừa dấu chấm)',
  'the JMESPath expression lacks a part (it ends too early, or has a dot too many)',
);
const NO_REFERENCES = text(
  'biểu thức không được dùng dấu & đứng riêng',
  'the expression may not use & as a reference',
);
const NO_STEPS = text(
  'biểu thức chỉ được cắt danh sách từng mục một, như [0:10]',
  'the expression may only cut lists item by item, as in [0:10]',
);
const unknownFunction = (name: string) =>
  text(
    `biểu thức dùng hàm không có: "${name}"; các hàm: ${Object.keys(EXPRESSION_FUNCTIONS).join(', ')}`,
    `the expression uses the unknown function "${name}"; there are ${Object.keys(EXPRESSION_FUNCTIONS).join(', ')}`,
  );
const wrongArguments = (name: string, least: number) =>
  text(`hàm "${name}" cần ${least} tham số`, `the function "${name}" takes ${least} arguments`);
