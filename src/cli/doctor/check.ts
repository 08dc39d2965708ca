import { asHubError } from '../../core/errors.ts';
import { type Text, text } from '../../core/text.ts';
import { EXIT, exitCodeOf } from '../terminal.ts';

/** One thing that was looked at. */
export interface Checked {
  readonly name: string;
  readonly title: Text;
  readonly found: Text;
  /** What to do; null where all is well. */
  readonly next: Text | null;
  readonly exit: number;
}

export type Title = Pick<Checked, 'name' | 'title'>;

export const good = (title: Title, found: Text): Checked => ({ ...title, found, next: null, exit: EXIT.OK });

/** For a person to look at; the hub runs on. */
export const poor = (title: Title, found: Text, next: Text): Checked => ({
  ...title,
  found,
  next,
  exit: EXIT.PERSON,
});

const AS_IT_SAYS = text('làm theo câu trên', 'do what the sentence says');

/** An error names its next step itself. */
export function failed(title: Title, thrown: unknown): Checked {
  const error = asHubError(thrown);
  const found = text(`${error.text.vi} [${error.code}]`, `${error.text.en} [${error.code}]`);
  return { ...title, found, next: AS_IT_SAYS, exit: exitCodeOf(error) };
}
