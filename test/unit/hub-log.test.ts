import { describe, expect, it } from 'vitest';
import { speedOf } from '../../src/app/pull/speed.ts';
import { hubLog } from '../../src/cli/hub-log.ts';

const SECRET = 'canary-4711';

/** What one line of the log holds. */
function logged(fields: object, message: string): string {
  const lines: string[] = [];
  hubLog('debug', { write: (line) => void lines.push(line) }).warn(fields, message);
  expect(lines).toHaveLength(1);
  return lines[0] as string;
}

describe('the log holds no secret', () => {
  it.each<[string, object]>([
    ['a header', { headers: { authorization: `Bearer ${SECRET}`, Cookie: `sid=${SECRET}` } }],
    ['a password', { config: { user: 'a', password: SECRET } }],
    ['a password of another name', { userPasswd: SECRET, smtp_password: SECRET }],
    ['a token in a list', { sources: [{ accessToken: SECRET }] }],
    ['a secret object', { secrets: { any: SECRET } }],
    ['a key', { apiKey: SECRET, 'x-api-key': SECRET }],
    ['the user part of an address', { url: `https://user:${SECRET}@host.vn/path` }],
    ['the query of an address', { url: `https://host.vn/a?page=2&token=${SECRET}&x=1` }],
    ['a key in a query', { url: `/a?api_key=${SECRET}` }],
    ['an error', { err: new Error(`GET https://a:${SECRET}@host failed`) }],
    ['an error of another name', { cause: new Error(`?key=${SECRET}`, { cause: SECRET }) }],
  ])('%s', (_, fields) => {
    expect(logged(fields, 'x')).not.toContain(SECRET);
  });

  it('nor does its sentence', () => {
    expect(logged({}, `sent Bearer ${SECRET} to smtp://a:${SECRET}@host?password=${SECRET}`)).not.toContain(
      SECRET,
    );
  });

  it('what is no secret stays', () => {
    const line = JSON.parse(logged({ run: 7, code: 'HTTP_500', tokens: 12, at: new Date(0) }, 'pull failed'));
    expect(line).toMatchObject({
      run: 7,
      code: 'HTTP_500',
      tokens: 12,
      at: '1970-01-01T00:00:00.000Z',
      msg: 'pull failed',
    });
    expect(JSON.parse(logged({ err: new TypeError('x is not y') }, 'm')).err).toMatchObject({
      type: 'TypeError',
      message: 'x is not y',
      stack: expect.stringContaining('hub-log.test.ts'),
    });
  });
});

describe('how fast a pull is', () => {
  it.each([
    ['nothing read yet', 0, 100, 5_000, null, null],
    ['half of it', 500, 1_000, 10_000, 50, 10],
    ['slow', 1, 4, 3_000, 0.3, 9],
    ['the source does not say how many', 500, null, 10_000, 50, null],
    ['more than it said', 500, 400, 10_000, 50, null],
    ['at once', 500, 1_000, 0, null, null],
  ])('%s', (_, recordsRead, recordsExpected, elapsedMs, ratePerSecond, secondsLeft) => {
    expect(speedOf({ recordsRead, recordsExpected }, elapsedMs)).toEqual({ ratePerSecond, secondsLeft });
  });
});
