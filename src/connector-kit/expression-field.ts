import { z } from 'zod';
import { bilingual } from './bilingual.ts';
import { compileExpression, type Expression } from './expression.ts';
import { BadExpression } from './expression-tree.ts';

/** A JMESPath expression in a configuration: kept as its text, checked when it is entered. */
export const expressionField = () =>
  z.string().check((context) => {
    try {
      compileExpression(context.value);
    } catch (thrown) {
      if (!(thrown instanceof BadExpression)) throw thrown;
      const { vi, en } = thrown.text;
      context.issues.push({ code: 'custom', message: bilingual(vi, en), input: '' });
    }
  });

/** For an expression that a configuration may leave out. */
export const compiledOrNull = (expression: string | undefined): Expression | null =>
  expression === undefined ? null : compileExpression(expression);
