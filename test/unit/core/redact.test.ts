import { describe, expect, it } from 'vitest';
import { redacted, redactedText } from '../../../src/core/redact.ts';

const SECRET = 'B1-mat~4711';

describe('S24 what leaves for a log', () => {
  it.each([
    [`https://lan:${SECRET}@nguon.vn/api`, 'https://***@nguon.vn/api'],
    [`postgres://hub:${SECRET}@csdl:5432/hub`, 'postgres://***@csdl:5432/hub'],
    [`GET /api?token=${SECRET}&page=2`, 'GET /api?token=***&page=2'],
    [`?api_key=${SECRET}`, '?api_key=***'],
    [`?apikey=${SECRET}#x`, '?apikey=***#x'],
    [`?KEY=${SECRET}`, '?KEY=***'],
    [`?access_token=${SECRET}&refresh_token=${SECRET}`, '?access_token=***&refresh_token=***'],
    [`grant_type=password&username=lan&password=${SECRET}`, 'grant_type=password&username=lan&password=***'],
    [`client_secret=${SECRET};`, 'client_secret=***'],
    [`?sig=${SECRET}&se=2025`, '?sig=***&se=2025'],
    [`Authorization: Bearer ${SECRET}`, 'Authorization: ***'],
    [`authorization: Basic ${SECRET}==`, 'authorization: ***'],
    [`Authorization: Token ${SECRET}`, 'Authorization: ***'],
    [`Bearer ${SECRET}`, 'Bearer ***'],
    [`Set-Cookie: phien=${SECRET}; Path=/; HttpOnly`, 'Set-Cookie: ***'],
    [`Cookie: a=1; phien=${SECRET}`, 'Cookie: ***'],
    [`X-Api-Key: ${SECRET}`, 'X-Api-Key: ***'],
    [`{"username":"lan","password":"${SECRET}","page":2}`, '{"username":"lan","password":"***","page":2}'],
    [`{"matKhau": "${SECRET}"}`, '{"matKhau": "***"}'],
    [`{"access_token":"${SECRET}","expires_in":60}`, '{"access_token":"***","expires_in":60}'],
    [`{"client_secret":"a\\"${SECRET}"}`, '{"client_secret":"***"}'],
    [`"{\\"password\\":\\"${SECRET}\\"}"`, '"{\\"password\\":\\"***\\"}"'],
  ])('%s', (words, shown) => {
    expect(redactedText(words)).toBe(shown);
  });

  it.each([
    'https://nguon.vn/api?page=2&size=10',
    'Đã đọc 12 bản ghi; 3 token: 12',
    '{"tokens":12,"monkey":"x","keyboard":"y"}',
    'primary key (id)',
    'Nguồn "Một cửa": mật khẩu sai',
  ])('leaves %s', (words) => {
    expect(redactedText(words)).toBe(words);
  });

  it.each([
    [{ password: SECRET }],
    [{ matKhau: SECRET }],
    [{ headers: { Authorization: SECRET, 'set-cookie': [`a=${SECRET}`], 'X-API-Key': SECRET } }],
    [{ config: { clientSecret: SECRET, nested: [{ token: { value: SECRET } }] } }],
    [{ body: JSON.stringify({ password: SECRET }) }],
    [{ url: `https://a:${SECRET}@b.vn/?token=${SECRET}` }],
    [new Error(`ECONNREFUSED https://a:${SECRET}@b.vn`)],
    [new Error('outer', { cause: new Error(`token=${SECRET}`) })],
  ])('%j as fields of a line', (fields) => {
    expect(JSON.stringify(redacted(fields))).not.toContain(SECRET);
  });

  it('a count is no secret', () => {
    expect(redacted({ tokens: 12, token: null })).toEqual({ tokens: 12, token: null });
  });
});
