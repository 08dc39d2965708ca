import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { expect, it } from 'vitest';
import { asCurl } from '../../../src/cli/example-requests.ts';
import { needSetUp } from '../../../src/cli/set-up.ts';
import { complain, exitCodeOf } from '../../../src/cli/terminal.ts';
import { asUsageError, isAnswered } from '../../../src/cli/usage-error.ts';
import { wholeNumber } from '../../../src/cli/whole-number.ts';
import { decimal, moment } from '../../../src/cli/words.ts';
import { retryError } from '../../../src/core/errors.ts';
import { text } from '../../../src/core/text.ts';
import { thrownBy } from '../../kit/thrown-by.ts';

it('writes an instant as a clock in Viet Nam shows it', () => {
  expect(moment(new Date('2024-11-14T19:00:00Z'))).toBe('15/11/2024 02:00 GMT+7');
  expect(moment(new Date('2024-11-14T17:00:00Z'))).toBe('15/11/2024 00:00 GMT+7');
  expect(moment(null)).toBe('–');
});

it('writes hundredths with two decimals', () => {
  expect(decimal(123_450, 'vi')).toBe('1.234,50');
  expect(decimal(123_450, 'en')).toBe('1,234.50');
  expect(decimal(null, 'vi')).toBe('–');
});

it.each(['', '-1', '1.5', '1e3', '0x10', '101'])('refuses "%s" for a number of 0 to 100', (typed) => {
  expect(() => wholeNumber('--first', typed, { max: 100 })).toThrow('--first');
});

it('quotes an example so that a shell takes it as it is', () => {
  const request = { method: 'POST', url: 'http://a/b?c=d&e', headers: { Token: 'x' }, body: `{"a":"it's"}` };
  expect(asCurl(request)).toBe(`curl -X POST 'http://a/b?c=d&e' -H 'Token: x' -d '{"a":"it'\\''s"}'`);
});

it('complains in the reader’s language, or for machines, and answers the exit code', () => {
  const said = { out: '', err: '' };
  const into = (stream: keyof typeof said) => ({
    write: (words: string) => {
      said[stream] += words;
    },
  });
  const reader = { out: into('out'), err: into('err'), language: 'en' as const };
  const error = retryError('AWAY', text('Nguồn nghỉ.', 'The source is away.'));
  expect(complain(error, false, reader)).toBe(3);
  expect(said).toEqual({ out: '', err: 'The source is away.\n[AWAY]\n' });
  expect(complain(error, true, reader)).toBe(3);
  expect(JSON.parse(said.out)).toEqual({
    error: { code: 'AWAY', family: 'retry', message: 'The source is away.' },
  });
});

it('ends with 2 for a setting to be corrected, and with 5 for whatever else the hub cannot go on from', () => {
  const codes = ['BAD_CONFIGURATION', 'BAD_OPERATIONS', 'BAD_DATABASE_URL', 'NO_EMBEDDED_IN_PRODUCTION'];
  for (const code of codes) expect(exitCodeOf({ family: 'stop', code }), code).toBe(2);
  for (const code of ['INTERNAL', 'DATABASE_UNREACHABLE'])
    expect(exitCodeOf({ family: 'stop', code })).toBe(5);
  expect(exitCodeOf({ family: 'stop' })).toBe(5);
});

it.each([
  ['--nope', 'không có tùy chọn "--nope"'],
  ['extra', 'thừa tham số'],
  ['--help', null],
])('npm start -- %s is told like a wrong command, and help is no error', async (typed, vi) => {
  const thrown = await new Command('npm start --')
    .exitOverride()
    .configureOutput({ outputError: () => {}, writeOut: () => {} })
    .parseAsync([typed], { from: 'user' })
    .catch((error: unknown) => error);
  expect(isAnswered(thrown)).toBe(vi === null);
  if (vi === null) return;
  expect(asUsageError(thrown, 'npm start')).toMatchObject({
    code: 'BAD_USAGE',
    family: 'config',
    text: { vi: expect.stringMatching(new RegExp(`${vi}.*npm start -- --help`)) },
  });
});

it('a command makes no database in a folder that has none', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'dti-hub-none-'));
  try {
    const error = thrownBy(() => needSetUp({ databaseUrl: null, dataDir }));
    expect(error).toMatchObject({ code: 'NO_DATABASE', family: 'config' });
    expect(error.text.vi).toContain(`trong ${dataDir}.`);
    expect(readdirSync(dataDir)).toEqual([]);
    needSetUp({ databaseUrl: 'postgres://hub@db/hub', dataDir });
    mkdirSync(join(dataDir, 'postgres'));
    needSetUp({ databaseUrl: null, dataDir });
  } finally {
    rmSync(dataDir, { recursive: true });
  }
});
