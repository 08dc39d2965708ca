import { text } from 'node:stream/consumers';
import type { ReadInput } from './context.ts';

/**
 * Read once, for the command may begin here and go on in the running hub. Nothing is read where a person sits at the
 * terminal: what is typed there would show (S23).
 */
export function pipedInput(input: NodeJS.ReadStream): ReadInput {
  let read: Promise<string> | null = null;
  return async () => {
    if (input.isTTY) return null;
    read ??= text(input);
    return read;
  };
}
