import type { Config } from '../config.ts';
import type { Language, Text } from '../core/text.ts';
import type { OpenHub } from './open-hub.ts';
import type { Output } from './terminal.ts';

/** A question to a person and the answer, which is not shown; null: nobody is there, or gave up. */
export type Ask = (question: string, signal: AbortSignal) => Promise<string | null>;

/** What another program pipes in, all of it; null: nothing is. */
export type ReadInput = () => Promise<string | null>;

export interface Opening {
  /** For what prepares a hub before its first start: people, tokens and sources brought from elsewhere. */
  readonly mayMake: boolean;
}

/** Where a command runs: in a process of its own, or in the running hub for another process. */
export interface Surroundings {
  readonly out: Output;
  readonly err: Output;
  /** Ctrl-C. */
  readonly signal: AbortSignal;
  /** Left out: nobody is there. */
  readonly ask?: Ask;
  /** Left out: nothing can be piped in. */
  readonly readInput?: ReadInput;
  config(): Config;
  /** Asked by the commands that need the database, and by no other; NO_DATABASE where none is, unless one may be made. */
  open(options?: Opening): Promise<OpenHub>;
}

/** What a command is given beside its arguments. */
export interface Context extends Surroundings {
  readonly language: Language;
  readonly json: boolean;
  /** Makes a command of a function that answers an exit code. */
  action<A extends unknown[]>(work: (...args: A) => Promise<number>): (...args: A) => Promise<void>;
}

export const say = ({ language }: Pick<Context, 'language'>, words: Text): string => words[language];

/** The result of a command: one JSON document, or lines for people. */
export function answer(context: Context, document: unknown, lines: readonly string[]): void {
  const shown = context.json ? JSON.stringify(document, null, 2) : lines.join('\n');
  context.out.write(`${shown}\n`);
}
