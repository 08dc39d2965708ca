import { describe, expect, it } from 'vitest';
import { accessOf } from '../../../src/app/rights/access.ts';
import { grantViews } from '../../../src/app/rights/grant-view.ts';
import { countsPeople, maskedClosing, maskedReceipt } from '../../../src/app/rights/few-people.ts';
import { gives, PERMISSIONS } from '../../../src/app/rights/permissions.ts';
import { makeUnit } from '../../../src/app/units/make-unit.ts';
import { UnitDirectory } from '../../../src/app/units/unit-directory.ts';
import type { QuantityView, ReceiptView } from '../../../src/app/views/receipt.ts';
import type { RemediationItem } from '../../../src/app/views/remediation.ts';
import type { Day } from '../../../src/core/clock.ts';
import type { Measure } from '../../../src/core/measure.ts';
import { ANONYMOUS, type Grant, type Principal, ROLES, type Role } from '../../../src/core/principal.ts';
import { text } from '../../../src/core/text.ts';
import type { SuccessionKind, Unit, UnitLevel } from '../../../src/core/unit.ts';

const REFORM = '2025-07-01';
const EVE = '2025-06-30';

const unit = (code: string, level: UnitLevel, parent: Unit | null, from: Day | null, to: Day | null): Unit =>
  makeUnit({
    code,
    codeSystem: 'OFFICIAL',
    name: `Đơn vị ${code}`,
    level,
    parentKey: parent?.key ?? null,
    validFrom: from,
    validTo: to,
  });

// Province P takes in Q. Of district D: A and B become N, C is shared out between N and M, R only changes its name.
const P = unit('P', 'PROVINCE', null, null, null);
const Q = unit('Q', 'PROVINCE', null, null, EVE);
const D = unit('D', 'DISTRICT', P, null, EVE);
const [A, B, C, R] = ['A', 'B', 'C', 'R'].map((code) => unit(code, 'COMMUNE', D, null, EVE)) as [
  Unit,
  Unit,
  Unit,
  Unit,
];
const IN_Q = unit('IN_Q', 'COMMUNE', Q, null, EVE);
const [N, M, R2] = ['N', 'M', 'R2'].map((code) => unit(code, 'COMMUNE', P, REFORM, null)) as [
  Unit,
  Unit,
  Unit,
];
const UNITS = { P, Q, D, A, B, C, R, IN_Q, N, M, R2 };

const arrow = (from: Unit, to: Unit, kind: SuccessionKind) => ({
  fromKey: from.key,
  toKey: to.key,
  kind,
  date: REFORM,
});
const directory = new UnitDirectory(Object.values(UNITS), [
  arrow(A, N, 'MERGED'),
  arrow(B, N, 'MERGED'),
  arrow(C, N, 'SPLIT'),
  arrow(C, M, 'SPLIT'),
  arrow(R, R2, 'RENAMED'),
  arrow(Q, P, 'MERGED'),
]);

const person = (...grants: Grant[]): Principal => ({ kind: 'PERSON', id: 'local:lan', name: 'Lan', grants });
const on = (role: Role, at: Unit | null): Grant => ({ role, unit: at?.key ?? null });
const accessWith = (...grants: Grant[]) => accessOf(directory, person(...grants), 'none');

const seenBy = (...grants: Grant[]): string =>
  Object.entries(UNITS)
    .filter(([, { key }]) => accessWith(...grants).mayAt('VIEW_RESULTS', key))
    .map(([name]) => name)
    .join(' ');

describe('S08 a right on a unit reaches those below it, and follows the reform only as far as it is certain', () => {
  it.each([
    ['a province, with the one it took in', P, 'P Q D A B C R IN_Q N M R2'],
    ['a province that is no more', Q, 'Q IN_Q'],
    ['a district that is no more', D, 'D A B C R'],
    ['a new commune, with those that went into it as a whole', N, 'A B N'],
    ['another one, that got a part of one only', M, 'M'],
    ['a commune that was merged', A, 'A'],
    ['a commune that was shared out', C, 'C'],
    ['a commune under its old name', R, 'R R2'],
    ['a commune under its new name', R2, 'R R2'],
  ])('%s', (_name, at, expected) => {
    expect(seenBy(on('READER', at))).toBe(expected);
  });

  it('rights add up', () => {
    expect(seenBy(on('READER', M), on('VERIFIER', A))).toBe('A M');
  });

  it('to declare is one right, to see another: reading a unit lets nobody declare for it', () => {
    const access = accessWith(on('READER', D), on('UNIT_REPORTER', A));
    const may = (at: Unit) => [access.mayAt('VIEW_RESULTS', at.key), access.mayAt('DECLARE_VALUES', at.key)];
    expect([A, B, N].map(may)).toEqual([
      [true, true],
      [true, false],
      [false, false],
    ]);
  });

  it.each([
    ['the province', on('READER', null), null],
    ['a unit that exists', on('READER', N), null],
    ['a unit that changed its name', on('READER', R), null],
    ['a merged unit', on('READER', A), /tồn tại đến hết ngày 30\/06\/2025, nay thuộc Đơn vị N \(N\)/],
    ['a unit that was shared out', on('READER', C), /nay thuộc Đơn vị N \(N\), Đơn vị M \(M\)/],
    ['a district', on('READER', D), /không có đơn vị cùng cấp kế thừa/],
    [
      'a unit that nobody knows',
      { role: 'READER', unit: 'COMMUNE:X:-' } as const,
      /không có đơn vị của quyền này/,
    ],
  ])('what a right on %s does not reach is explained', (_name, grant, expected) => {
    const [view] = grantViews(directory, [grant]);
    if (expected === null) expect(view?.note).toBeNull();
    else expect(view?.note?.vi).toMatch(expected);
  });
});

describe('what each role gives', () => {
  const roles: readonly Role[] = ROLES;

  it('S09 only administrators administer, and editors of sources see no single records', () => {
    const table = Object.fromEntries(
      roles.map((role) => [role, PERMISSIONS.filter((one) => gives(role, one)).join(' ')]),
    );
    const VIEW = 'VIEW_CATALOGUE VIEW_RESULTS VIEW_EVIDENCE';
    expect(table).toEqual({
      READER: VIEW,
      UNIT_REPORTER: `${VIEW} DECLARE_VALUES`,
      VERIFIER: `${VIEW} DECIDE_VALUES`,
      SOURCE_EDITOR: 'VIEW_CATALOGUE VIEW_RESULTS VIEW_SOURCES EDIT_SOURCES',
      ADMINISTRATOR: PERMISSIONS.join(' '),
    });
  });

  it.each(['SOURCE_EDITOR', 'ADMINISTRATOR'] as const)(
    'what belongs to no unit needs %s of the whole province',
    (role) => {
      expect(accessWith(on(role, N)).may('EDIT_SOURCES')).toBe(false);
      expect(accessWith(on(role, null)).may('EDIT_SOURCES')).toBe(true);
    },
  );

  it('a right on a unit that nobody knows gives nothing, and no rights at all give the catalogue', () => {
    const access = accessWith({ role: 'ADMINISTRATOR', unit: 'COMMUNE:X:-' });
    expect(PERMISSIONS.filter((one) => access.may(one))).toEqual(['VIEW_CATALOGUE']);
  });

  it.each([
    ['none', ''],
    ['results', 'VIEW_CATALOGUE VIEW_RESULTS'],
    ['all', 'VIEW_CATALOGUE VIEW_RESULTS VIEW_EVIDENCE VIEW_SOURCES'],
  ] as const)('HUB_PUBLIC_READ=%s opens to the public: %s', (publicRead, expected) => {
    const access = accessOf(directory, ANONYMOUS, publicRead);
    expect(PERMISSIONS.filter((one) => access.may(one)).join(' ')).toBe(expected);
  });

  it('whoever signs in has the rights that were given, whatever is open to the public', () => {
    expect(accessOf(directory, person(on('READER', N)), 'all').mayAt('VIEW_RESULTS', M.key)).toBe(false);
  });
});

describe('S10 counts of few people are masked', () => {
  const quantity = (value: number | null, vi = 'người') =>
    ({ measure: { unit: text(vi, '') }, value, isMasked: false }) as QuantityView;
  const receipt = (...quantities: QuantityView[]) =>
    ({ quantities, steps: [{ label: '', expression: '3 / 90', value: '' }] }) as unknown as ReceiptView;

  it.each([
    [4, 'người', null],
    [5, 'người', 5],
    [0, 'người', 0],
    [null, 'người', null],
    [1, 'lượt người', null],
    [1, 'hồ sơ', 1],
  ])('%s %s is shown as %s to those who may not see the records', (value, unit, expected) => {
    const { quantities, steps } = maskedReceipt(receipt(quantity(value, unit), quantity(90)), 5);
    const isMasked = value !== expected;
    expect(quantities[0]).toMatchObject({ value: expected, isMasked });
    expect(quantities[1]).toMatchObject({ value: 90, isMasked: false });
    expect(steps).toHaveLength(isMasked ? 0 : 1);
  });

  it('the limit is the administrator’s', () => {
    expect(maskedReceipt(receipt(quantity(4)), 4).quantities[0]?.value).toBe(4);
  });

  it('nor does what would close a row tell how many they are', () => {
    const closing = (vi: string) => {
      const item = { indicator: { measures: ['X'] }, closing: 'Cần thêm 3' } as unknown as RemediationItem;
      return maskedClosing(item, () => ({ unit: text(vi, '') }) as Measure, 'vi').closing;
    };
    expect(closing('người')).toMatch(/^Chỉ tiêu đếm người/);
    expect(closing('tin')).toBe('Cần thêm 3');
  });

  it('a unit of measure tells whether people are counted', () => {
    expect(
      ['người', 'lượt người', 'Người', 'hộ', 'phản ánh'].map((vi) => countsPeople({ unit: text(vi, '') })),
    ).toEqual([true, true, true, false, false]);
  });
});
