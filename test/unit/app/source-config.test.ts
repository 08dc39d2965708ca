import { describe, expect, it } from 'vitest';
import { connectors } from '../../../connectors/index.ts';
import { keysFrom } from '../../../src/app/keys.ts';
import {
  boundTo,
  checkConfig,
  configSchemaOf,
  connectorById,
  openConfig,
  sealConfig,
  secretFieldsOf,
} from '../../../src/app/pull/source-config.ts';
import { openSecretWarnings } from '../../../src/app/pull/run-messages.ts';
import type { Connector } from '../../../src/connector-kit/connector.ts';
import { HubError } from '../../../src/core/errors.ts';
import type { StoredSource } from '../../../src/store/sources.ts';
import { secretValues } from '../../kit/config-fields.ts';
import { ScriptedSource } from '../../kit/scripted-connector.ts';

const connector = new ScriptedSource().connector as Connector;
const keys = keysFrom(Buffer.alloc(32, 1));
const SECRET = 'canary-0815-token';

/** Each is wrong for some fields of every connector. */
const WRONG = [
  undefined,
  null,
  5,
  '',
  'canary mật khẩu',
  {},
  ['canary x', 5],
  [{ unit: '', path: 'canary' }],
];
const VIETNAMESE = /[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]/i;
const ENGLISH = /expected|received|found|must|needed|invalid|input|string|array|number|undefined|null/i;

function refused(input: unknown, one = connector): HubError {
  try {
    checkConfig(one, input);
  } catch (error) {
    if (error instanceof HubError) return error;
    throw error;
  }
  throw new Error('must be refused');
}

describe('the configuration of a source', () => {
  it.each([
    ['nothing', undefined, ['url', 'token']],
    ['a list', [SECRET], ['url', 'token']],
    ['a text', SECRET, ['url', 'token']],
    ['a bad address', { url: SECRET, token: SECRET }, ['url']],
    ['a short secret', { url: 'https://a.vn', token: 'canary' }, ['token']],
    ['all wrong', { url: 5, token: { canary: 1 }, unitMap: { a: 1 } }, ['url', 'token', 'unitMap']],
    ['a unit map that is a list', { url: 'https://a.vn', token: SECRET, unitMap: ['canary'] }, ['unitMap']],
  ])('%s is refused with every field that is wrong and no value', (_, input, fields) => {
    const error = refused(input);
    expect(error).toMatchObject({
      family: 'config',
      code: 'BAD_CONFIG',
      details: { field: `config.${fields[0]}` },
    });
    for (const sentence of [error.text.vi, error.text.en]) {
      const named = ['url', 'token', 'unitMap'].filter((field) => sentence.includes(`${field}:`));
      expect(named).toEqual(fields);
      expect(sentence).not.toContain('canary');
    }
  });

  it('says in each language what each field needs, each field once', () => {
    const error = refused({ url: '', token: 5, unitMap: [] });
    expect(error.text).toEqual({
      vi: 'Cấu hình của "Nguồn kịch bản" chưa đúng: url: URL không hợp lệ; token: cần chuỗi, nhận được số; unitMap: cần bảng ghép mã của nguồn với mã đơn vị. Hãy sửa các trường này.',
      en: 'The configuration of "Scripted source" is not right: url: Invalid URL; token: expected a text, found a number; unitMap: expected an object from the source\'s codes to unit codes. Correct these fields.',
    });
  });

  it('a field that does not exist is told with those that do, after those that are wrong', () => {
    const input = { url: 'https://a.vn', Token: SECRET, unitMap: {} };
    expect(refused(input)).toMatchObject({
      details: { field: 'config.token' },
      text: {
        vi: 'Cấu hình của "Nguồn kịch bản" chưa đúng: token: cần có trường này; Token: không có trường này. Hãy sửa các trường này. Các trường có thể khai báo: url, token, unitMap.',
        en: 'The configuration of "Scripted source" is not right: token: this field is needed; Token: no such field. Correct these fields. Known fields: url, token, unitMap.',
      },
    });
    expect(refused({ url: 'https://a.vn', token: SECRET, pagesize: 5 }).details).toEqual({
      field: 'config.pagesize',
    });
  });

  it.each(connectors.flatMap((one) => WRONG.map((value) => [one.id, value, one] as const)))(
    '%s: every field as %j: no language is mixed into the other',
    (_, value, one) => {
      const fields = Object.keys((configSchemaOf(one) as { properties: object }).properties);
      const { text } = refused(Object.fromEntries(fields.map((field) => [field, value])), one);
      expect(text.en).not.toMatch(VIETNAMESE);
      expect(text.vi).not.toMatch(ENGLISH);
      for (const sentence of [text.vi, text.en]) expect(sentence).not.toMatch(/\.\.|\. ?;| · |canary/);
    },
  );

  it('a stored field that the connector has given up since then stops nothing', () => {
    const config = { url: 'https://a.vn', token: SECRET, givenUp: 1 };
    const stored = { name: 'A', config, secrets: null } as unknown as StoredSource;
    expect(openConfig(connector, stored, keys).config).toEqual({ url: 'https://a.vn', token: SECRET });
  });

  it.each(['generic-json', 'generic-file'])(
    'S19 %s: a key in the open query is refused, and read as before where it is stored',
    (id) => {
      const one = connectorById(connectors, id);
      const practice = one.practiceConfig('https://a.vn') as { lists: { query: object }[] };
      const [list, ...lists] = practice.lists;
      const config = {
        ...practice,
        lists: [...lists, { ...list, query: { ...list?.query, api_key: SECRET } }],
      };
      const { text, details } = refused(config, one);
      const field = `lists.${lists.length}.query`;
      expect(details).toEqual({ field: `config.${field}` });
      expect(text.vi).toMatch(/"api_key" trông như mật khẩu hoặc khóa/);
      const stored = { name: 'A', config, secrets: null } as unknown as StoredSource;
      const opened = openConfig(one, stored, keys).config;
      const [warning, ...more] = openSecretWarnings(one.openSecrets?.(opened) ?? []);
      expect(warning?.vi).toMatch(
        /Cần sửa cấu hình của nguồn, lists\.\d+\.query: "api_key" .* Sau đó hãy đổi khóa/,
      );
      expect([more, warning?.vi.includes(SECRET)]).toEqual([[], false]);
    },
  );

  it('is parted into open and sealed fields and put together again', () => {
    const input = { url: 'https://a.vn', token: SECRET, unitMap: { x: '19801' } };
    const sealed = sealConfig(connector, input, keys, boundTo('A'));
    expect(sealed.config).toEqual({ url: 'https://a.vn', unitMap: { x: '19801' } });
    expect(sealed.secrets).not.toContain(SECRET);
    const stored = { name: 'A', ...sealed } as StoredSource;
    expect(openConfig(connector, stored, keys)).toEqual({
      config: { url: 'https://a.vn', token: SECRET },
      unitMap: { x: '19801' },
    });
    expect(() => openConfig(connector, { ...stored, name: 'B' }, keys)).toThrow(/cannot be read/);
  });

  it('a field that the connector does not know is not stored: it may be a secret under a wrong name', () => {
    const input = { url: 'https://a.vn', token: SECRET, Token: SECRET, password: SECRET };
    expect(Object.keys(sealConfig(connector, input, keys, 'x').config)).toEqual(['url']);
  });

  it('an unknown connector is told with those that there are', () => {
    expect(() => connectorById([connector], 'ghost')).toThrow(/no connector "ghost"\. Known: scripted\./);
  });

  it.each(connectors.map((one) => [one.id, one] as const))(
    'R10: %s: no secret is left in the open part',
    (_, one) => {
      const config = one.practiceConfig('http://127.0.0.1:1');
      const secrets = secretValues(one as unknown as Connector<never>, one.config.parse(config));
      const open = JSON.stringify(sealConfig(one, config, keys, 'x').config);
      for (const secret of secrets) expect(open).not.toContain(secret);
      expect(secretFieldsOf(one).length > 0 || secrets.length === 0).toBe(true);
      expect(JSON.stringify(configSchemaOf(one))).not.toMatch(/practice-/);
    },
  );
});
