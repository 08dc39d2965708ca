import { describe, expect, it, test } from 'vitest';
import { covers } from '../../../src/app/identity/covers.ts';
import { grantIn, grantText } from '../../../src/app/identity/grant-text.ts';
import {
  checkNewPassword,
  hashPassword,
  isOutdated,
  isPassword,
  PASSWORD_COST,
} from '../../../src/app/identity/password.ts';
import { makeUnit } from '../../../src/app/units/make-unit.ts';
import { UnitDirectory } from '../../../src/app/units/unit-directory.ts';
import type { Grant, Role } from '../../../src/core/principal.ts';
import type { UnitLevel } from '../../../src/core/unit.ts';

const CHEAP = { logN: 4, r: 8, p: 1 };

describe('S04: passwords', () => {
  it('are kept as scrypt with a salt and with their parameters, at one of the costs that OWASP names', async () => {
    const [first, second] = await Promise.all([
      hashPassword('sông Hương 2024', CHEAP),
      hashPassword('sông Hương 2024', CHEAP),
    ]);
    expect(first).toMatch(/^scrypt\$4\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
    expect(second).not.toBe(first);
    expect(PASSWORD_COST).toEqual({ logN: 15, r: 8, p: 3 });
    expect([isOutdated(first, CHEAP), isOutdated(first, PASSWORD_COST)]).toEqual([false, true]);
  });

  it('are the same however the keyboard composes their letters, and different otherwise', async () => {
    const stored = await hashPassword('sông Hương 2024'.normalize('NFC'), CHEAP);
    expect(await isPassword('sông Hương 2024'.normalize('NFD'), stored)).toBe(true);
    expect(await isPassword('song Huong 2024', stored)).toBe(false);
  });

  test.each([
    ['ngắn quá', false],
    ['aaaaaaaabbbb', false],
    ['lan.nguyen-2024', false],
    ['x'.repeat(60) + 'yzuvw'.repeat(14), false],
    ['cầu Trường Tiền', true],
  ])('%s is good enough: %s', (password, isGood) => {
    const check = () => checkNewPassword(password, 'lan.nguyen');
    if (isGood) expect(check).not.toThrow();
    else
      expect(check).toThrow(expect.objectContaining({ code: 'BAD_INPUT', details: { field: 'password' } }));
  });
});

const unit = (code: string, level: UnitLevel, parentKey: string | null) =>
  makeUnit({ code, codeSystem: 'OFFICIAL', name: code, level, parentKey, validFrom: null, validTo: null });
const HUE = unit('46', 'PROVINCE', null);
const WARD = unit('19801', 'COMMUNE', HUE.key);
const OTHER = unit('19802', 'COMMUNE', HUE.key);
const units = { directory: new UnitDirectory([HUE, WARD, OTHER], []), province: '46' };

const grant = (role: Role, unit: string | null): Grant => ({ role, unit });

describe('S11: what may be handed on', () => {
  test.each<[held: Grant[], wanted: Grant, may: boolean]>([
    [[grant('VERIFIER', WARD.key)], grant('VERIFIER', WARD.key), true],
    [[grant('VERIFIER', WARD.key)], grant('READER', WARD.key), true],
    [[grant('VERIFIER', HUE.key)], grant('VERIFIER', WARD.key), true],
    [[grant('VERIFIER', null)], grant('VERIFIER', WARD.key), true],
    [[grant('ADMINISTRATOR', null)], grant('SOURCE_EDITOR', null), true],
    [[grant('ADMINISTRATOR', WARD.key)], grant('SOURCE_EDITOR', WARD.key), true],
    [[grant('VERIFIER', WARD.key)], grant('VERIFIER', OTHER.key), false],
    [[grant('VERIFIER', WARD.key)], grant('VERIFIER', HUE.key), false],
    [[grant('VERIFIER', WARD.key)], grant('VERIFIER', null), false],
    [[grant('VERIFIER', null)], grant('ADMINISTRATOR', WARD.key), false],
    [[grant('READER', null)], grant('UNIT_REPORTER', WARD.key), false],
    [[grant('VERIFIER', WARD.key), grant('READER', null)], grant('VERIFIER', OTHER.key), false],
    [[grant('VERIFIER', WARD.key)], grant('VERIFIER', 'COMMUNE:gone:1976'), false],
    [[], grant('READER', WARD.key), false],
    // Editors of sources see no single records, so that they cannot hand on who may (S09).
    [[grant('SOURCE_EDITOR', null)], grant('READER', WARD.key), false],
  ])('%j may give %j: %s', (held, wanted, may) => {
    expect(covers(units.directory, held, wanted)).toBe(may);
  });
});

test.each([
  ['verifier:19801', grant('VERIFIER', WARD.key), 'verifier:19801'],
  ['UNIT_REPORTER:19801', grant('UNIT_REPORTER', WARD.key), 'unit-reporter:19801'],
  ['source-editor', grant('SOURCE_EDITOR', null), 'source-editor'],
  ['administrator:46', grant('ADMINISTRATOR', null), 'administrator'],
])('the right "%s"', (typed, meant, written) => {
  expect(grantIn(units, typed)).toEqual(meant);
  expect(grantText(units, meant)).toBe(written);
});

test.each([
  ['offline_access', null],
  ['', null],
  ['verifier:99999', 'unknownUnit'],
])('"%s" gives no right', (typed, outcome) => {
  expect(grantIn(units, typed)).toBe(outcome);
});
