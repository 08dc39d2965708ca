import type { ZodError, z } from 'zod';
import { en, vi } from 'zod/locales';
import { type Text, text } from '../core/text.ts';
import { bilingual, parted } from './bilingual.ts';
import { KINDS, kindOf } from './value-kinds.ts';

/** What is wrong with one field of a configuration, without its value: that may be secret. */
export interface FieldIssue {
  /** "sites.0.path"; empty for the configuration as a whole. */
  readonly field: string;
  readonly message: Text;
}

type RawIssue = Parameters<z.core.$ZodErrorMap>[0];

/** For one parse: says in both languages what a field does not say itself. */
export const inBothLanguages: z.core.$ZodErrorMap = (issue) => {
  const words = wordsOf(issue);
  return bilingual(words.vi, words.en);
};

/** The first issue of each field: a later one says the same in other words or follows from it. */
export function issuesOf(error: ZodError): FieldIssue[] {
  const firsts = new Map<string, FieldIssue>();
  for (const { path, message } of error.issues) {
    const field = path.join('.');
    if (!firsts.has(field)) firsts.set(field, { field, message: parted(message) });
  }
  return [...firsts.values()];
}

/** zod's own Vietnamese names kinds of values in English. */
function wordsOf(issue: RawIssue): Text {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? MISSING : otherKind(issue.expected, issue.input);
    case 'too_small':
      return outOfSize(issue.inclusive ? '>=' : '>', issue.minimum, issue.origin);
    case 'too_big':
      return outOfSize(issue.inclusive ? '<=' : '<', issue.maximum, issue.origin);
    case 'invalid_key':
      return parted(issue.issues[0]?.message ?? '');
    case 'unrecognized_keys':
      return noSuchFields(issue.keys);
    default:
      return text(inVietnamese(issue), inEnglish(issue));
  }
}

const noSuchFields = (names: readonly string[]): Text =>
  text(`không có trường ${names.join(', ')}`, `no such field: ${names.join(', ')}`);

const MISSING = text('cần có trường này', 'this field is needed');

/** Names of zod that JSON Schema spells otherwise. */
const OTHER_NAMES: Readonly<Record<string, string>> = { int: 'integer', record: 'object' };

function otherKind(expected: string, input: unknown): Text {
  const wanted = KINDS[OTHER_NAMES[expected] ?? expected] ?? text(expected, expected);
  const found = kindOf(input);
  return text(`cần ${wanted.vi}, nhận được ${found.vi}`, `expected ${wanted.en}, found ${found.en}`);
}

const SIZES: Readonly<Record<string, Text>> = {
  string: text('số ký tự', 'a number of characters'),
  array: text('số mục', 'a number of items'),
};
const VALUE = text('giá trị', 'a value');

function outOfSize(sign: string, limit: number | bigint, origin: string): Text {
  const size = SIZES[origin] ?? VALUE;
  return text(`cần ${size.vi} ${sign} ${limit}`, `expected ${size.en} ${sign} ${limit}`);
}

const inVietnamese = sentenceOf(vi().localeError);
const inEnglish = sentenceOf(en().localeError);

function sentenceOf(locale: z.core.$ZodErrorMap): (issue: RawIssue) => string {
  return (issue) => {
    const said = locale(issue);
    return (typeof said === 'string' ? said : said?.message) ?? '';
  };
}
