import fc from 'fast-check';
import jmespath from 'jmespath';
import { describe, expect, it } from 'vitest';
import { compileExpression } from '../../../src/connector-kit/expression.ts';
import { Budget, STEPS_OF_A_RECORD } from '../../../src/connector-kit/expression-budget.ts';
import { thrownBy } from '../../kit/thrown-by.ts';

const RECORD = {
  ma: 'PA-1',
  donVi: { ma: '19804', ten: 'Phường Vỹ Dạ' },
  diem: 4,
  han: '2024-03-10',
  xong: '2024-03-09',
  trong: null,
  'Mã đơn vị': 'H57.29',
  tep: [
    { loai: 'A', so: 1 },
    { loai: 'B', so: 2 },
  ],
};

const evaluate = (expression: string, value: unknown = RECORD) =>
  compileExpression(expression)(value, new Budget(STEPS_OF_A_RECORD));

describe('JMESPath', () => {
  it.each([
    ['@.ma', 'PA-1'],
    ['donVi.ma', '19804'],
    ['"Mã đơn vị"', 'H57.29'],
    ['khongCo.gi', null],
    ["diem >= `4` && donVi.ma == '19804'", true],
    ['xong <= han', true],
    ['trong < `5`', null],
    ["tep[?loai == 'B'].so | [0]", 2],
    ['tep[*].so', [1, 2]],
    ['sum(tep[].so)', 3],
    ["join('-', [donVi.ma, ma])", '19804-PA-1'],
    ['to_number(donVi.ma)', 19804],
    ["to_number('12 hồ sơ')", null],
    ['not_null(trong, ma)', 'PA-1'],
    ['length(tep)', 2],
    ["contains(donVi.ten, 'Vỹ')", true],
    ['constructor', null],
    ['donVi.__proto__', null],
  ])('%s', (expression, expected) => {
    expect(evaluate(expression)).toEqual(expected);
  });

  it('gives what the library gives, for whatever expression of fields, lists and conditions', () => {
    const field = fc.constantFrom('a', 'b', 'c');
    const { expression } = fc.letrec<{ expression: string }>((tie) => ({
      expression: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        field,
        fc.tuple(tie('expression'), field).map(([left, right]) => `${left}.${right}`),
        fc
          .tuple(tie('expression'), fc.constantFrom('[0]', '[-1]', '[*]', '[]', '[1:]', '[?a]', '.*'))
          .map((parts) => parts.join('')),
        fc
          .tuple(tie('expression'), fc.constantFrom('|', '||', '&&', '==', '!='), tie('expression'))
          .map((parts) => parts.join(' ')),
        fc.tuple(tie('expression'), tie('expression')).map(([left, right]) => `[${left}, {a: ${right}}]`),
        tie('expression').map((one) => `!(${one})`),
      ),
    }));
    const document = fc
      .dictionary(field, fc.jsonValue({ maxDepth: 3 }), { maxKeys: 3 })
      .map((inner) => ({ a: inner, b: [inner, [inner], 0], c: null }));
    fc.assert(
      fc.property(expression, document, (one, value) => {
        const plain = JSON.parse(JSON.stringify(value));
        expect(compileExpression(one)(plain, new Budget(1_000_000))).toEqual(
          jmespath.search(plain, one) ?? null,
        );
      }),
      { numRuns: 300 },
    );
  });
});

describe('an expression that cannot be used is told with its place', () => {
  it.each([
    ["trang_thai = 'x'", 'sai ở ký tự thứ 12: so sánh bằng viết là =='],
    ['a $ b', 'sai ở ký tự thứ 3'],
    ['a b', 'sai ở ký tự thứ 3'],
    ['Mã', 'sai ở ký tự thứ 2'],
    ["a == 'x", 'dấu nháy ở ký tự thứ 6'],
    ['f(', 'chưa viết hết'],
    ['a..b', 'thiếu một phần'],
    ['', 'chưa viết hết'],
    ['eval(a)', 'hàm không có: "eval"'],
    ['length(a, b)', 'hàm "length" cần 1 tham số'],
    ['sort_by(a, &b)', 'hàm không có: "sort_by"'],
    ['a[::2]', 'từng mục một'],
    ['x'.repeat(1_001), 'dài 1001 ký tự'],
    [`${'!'.repeat(900)}a`, 'quá 200 thành phần'],
    [`[${'a,'.repeat(300)}a]`, 'quá 200 thành phần'],
  ])('%.40s', (expression, told) => {
    const { code, text } = thrownBy(() => compileExpression(expression));
    expect([code, text.vi]).toEqual(['BAD_EXPRESSION', expect.stringContaining(told)]);
  });
});

describe('an expression that would cost too much is stopped', () => {
  const big = { a: Array.from({ length: 5_000 }, () => ({ b: 'x'.repeat(100) })) };
  it.each([
    ['doubling', `${'[@,@]|'.repeat(30)}to_string(@)`, RECORD],
    ['flattened doubling', `${'[@,@][]|'.repeat(12)}@`, big.a],
    ['comparison of what doubles', `${'[@,@]|'.repeat(30)}@ == @`, RECORD],
    ['joined texts', `${"join('', [@,@])|".repeat(20)}@`, 'x'.repeat(1_000)],
    ['a square of lists', 'a[*].[a,b] | @[*][*][*]', { a: big.a.map(() => big) }],
    ['a whole page as text', 'to_string(@)', big],
    ['what lies too deep', 'to_string(@)', JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`)],
  ])('%s', (_, expression, value) => {
    expect(thrownBy(() => evaluate(expression, value))).toMatchObject({ code: 'EXPRESSION_TOO_COSTLY' });
  });
});
