import { describe, expect, it } from 'vitest';
import { loginOnce } from '../../../src/connector-kit/login.ts';
import { configError, retryError } from '../../../src/core/errors.ts';
import { text } from '../../../src/core/text.ts';

const refused = configError('CREDENTIALS_REFUSED', text('', ''));

/** Tokens 1, 2, 3 and what was called with which. */
function trial(isGood?: (token: number) => boolean) {
  const seen = { logins: 0, calls: [] as number[] };
  const withToken = loginOnce(async () => ++seen.logins, isGood);
  const call = (answer: (token: number) => Promise<string>) =>
    withToken((token) => {
      seen.calls.push(token);
      return answer(token);
    });
  return { seen, call };
}

describe('loginOnce', () => {
  it('logs in at the first call only', async () => {
    const { seen, call } = trial();
    expect(seen.logins).toBe(0);
    await call(async () => 'a');
    expect(await call(async (token) => `b${token}`)).toBe('b1');
    expect(seen).toEqual({ logins: 1, calls: [1, 1] });
  });

  it('F04 repeats a refused call once with a new token and keeps that token', async () => {
    const { seen, call } = trial();
    const answer = async (token: number) => (token === 1 ? Promise.reject(refused) : 'good');
    expect([await call(answer), await call(answer)]).toEqual(['good', 'good']);
    expect(seen).toEqual({ logins: 2, calls: [1, 2, 2] });
  });

  it('F04 ends at the second refusal of a call', async () => {
    const { seen, call } = trial();
    await expect(call(() => Promise.reject(refused))).rejects.toBe(refused);
    expect(seen).toEqual({ logins: 2, calls: [1, 2] });
  });

  it('repeats nothing for another error', async () => {
    const { seen, call } = trial();
    const broken = retryError('SERVER_ERROR', text('', ''));
    await expect(call(() => Promise.reject(broken))).rejects.toBe(broken);
    expect(seen).toEqual({ logins: 1, calls: [1] });
  });

  it('logs in again when the token is too old', async () => {
    const { seen, call } = trial((token) => token > 1);
    for (let time = 0; time < 3; time++) await call(async () => 'a');
    expect(seen.calls).toEqual([1, 2, 2]);
  });

  it('a refused login is not tried again', async () => {
    let logins = 0;
    const withToken = loginOnce(() => {
      logins++;
      return Promise.reject(refused);
    });
    await expect(withToken(async () => 'a')).rejects.toBe(refused);
    expect(logins).toBe(1);
  });
});
