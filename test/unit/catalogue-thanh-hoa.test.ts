import { describe, expect, test } from 'vitest';
import type { IndexSet } from '../../src/catalog/index-set.ts';
import { realSet, rowOf } from './catalogue-kit.ts';

const shareTargets = (set: IndexSet) =>
  set.indicators
    .filter(({ unitOfTarget }) => unitOfTarget === '%')
    .map(({ code, target }) => `${code} ${(target?.atLeastPercent ?? 0) / 100}`);
const otherTargets = (set: IndexSet) =>
  set.indicators
    .filter(({ unitOfTarget }) => unitOfTarget !== '%')
    .map(({ code, unitOfTarget, target }) => `${code} ${unitOfTarget}: ${target?.text}`);

describe('Thanh Hóa 2022', () => {
  const set = realSet('thanh-hoa-2022');

  test('30 criteria in 4 pillars, one point each', () => {
    expect(set.groups.map(({ title, indicators }) => [title, indicators.length])).toEqual([
      ['Chính quyền số', 11],
      ['Kinh tế số', 6],
      ['Xã hội số', 5],
      ['Hạ tầng và nền tảng số', 8],
    ]);
    expect(set.indicators.every(({ maxPoints }) => maxPoints === 100)).toBe(true);
    expect(set.levels[0]?.maxPoints).toBe(3_000);
    expect(set.findings).toEqual([]);
    expect(set).toMatchObject({
      series: 'thanh-hoa-commune',
      scoringModel: 'TARGETS',
      missing: 'UNMET',
      counts: ['FINAL', 'VERIFIED', 'AUTOMATIC', 'SELF'],
      scope: { code: '38-thuong-xuan', level: 'DISTRICT' },
      decree: { number: '/QĐ - BCĐ', date: '2022' },
    });
  });

  test('18 targets are shares, 12 are words', () => {
    expect(shareTargets(set).join(' ')).toBe(
      '1.1 100 1.2 100 1.3 100 1.4 100 1.5 60 1.11 100 2.1 100 2.2 100 2.3 100 2.4 50 2.5 100 2.6 50 ' +
        '3.1 50 3.2 60 3.4 60 3.5 60 4.1 100 4.3 100',
    );
    expect(otherTargets(set)).toEqual([
      '1.6 Kênh giao tiếp: Có',
      '1.7 Hệ thống: Có',
      '1.8 Nền tảng: Triển khai sử dụng',
      '1.9 Có trang: Cung cấp đầy đủ thông tin theo quy định',
      '1.10 Văn bản: Có Kế hoạch, Văn bản quy định khác,',
      '3.3 Tin, bài: Có nội dung tuyên truyền, hội nghị',
      '4.2 Kết nối: Sử dụng',
      '4.4 Hệ thống: Có',
      '4.5 Điểm phát: Số lượng',
      '4.6 Hệ thống: Có',
      '4.7 Đài: Có',
      '4.8 Điểm: Có',
    ]);
  });

  test('every criterion has the member units that support it', () => {
    expect(set.indicators.every(({ assignment }) => assignment.support.length > 0)).toBe(true);
    expect(rowOf(set, '1.8').assignment.support).toEqual([
      'Văn phòng HĐND-UBND huyện',
      'Trung tâm Viễn thông TX-TX',
      'Trung tâm Viettel Thường Xuân',
    ]);
    expect(rowOf(set, '2.6').assignment.support).toEqual(['Kinh tế và Hạ tầng', 'Nông nghiệp và PTNT']);
  });

  test('the team has posts and roles; a scope is what is assigned to the unit', () => {
    expect(set.team?.members.map(({ post, role }) => `${post}: ${role}`)).toEqual([
      'PTP. Văn hóa và Thông tin: Tổ trưởng',
      'Chuyên viên phòng NN&PTNT: Tổ viên',
      'CV. Văn phòng HĐND&UBND huyện: Tổ viên',
      'Chuyên viên phòng Kinh tế và Hạ tầng: Tổ viên',
      'CV. phòng Văn hóa và Thông tin: Tổ viên',
    ]);
    expect(set.team?.members.map(({ scope }) => scope)).toEqual([
      '1.1, 1.6, 1.7, 1.9, 1.10, 1.11, 2.4, 2.5, 3.1, 3.2, 3.3, 3.4, 4.1, 4.2, 4.3, 4.4, 4.5, 4.7, 4.8',
      '2.3, 2.6',
      '1.2, 1.3, 1.4, 1.5, 1.8, 3.1, 3.5, 4.3, 4.4',
      '2.1, 2.6',
      '1.1, 1.6, 1.7, 1.9, 1.10, 1.11, 2.4, 2.5, 3.1, 3.2, 3.3, 3.4, 4.1, 4.2, 4.3, 4.4, 4.5, 4.7, 4.8',
    ]);
  });

  test('online dossiers come from the one-stop shop, the rest from people', () => {
    const ruled = set.indicators.filter(({ measures }) => measures.length > 0);
    expect(ruled.map(({ code, measures }) => [code, ...measures])).toEqual([
      ['1.5', 'TTHC.RECEIVED_ONLINE', 'TTHC.RECEIVED'],
    ]);
  });
});

describe('Thanh Hóa 2023', () => {
  const set = realSet('thanh-hoa-2023');

  test('37 criteria in 4 pillars', () => {
    expect(set.groups.map(({ title, indicators }) => [title, indicators.length])).toEqual([
      ['Chính quyền số', 11],
      ['Kinh tế số', 6],
      ['Xã hội số', 12],
      ['Hạ tầng số', 8],
    ]);
    expect(set.findings).toEqual([]);
    expect(set).toMatchObject({
      series: 'thanh-hoa-commune',
      scope: { code: '15889', level: 'COMMUNE' },
      decree: { number: '/TB-UBND', date: '2023-11-13', issuer: 'Ủy ban nhân dân xã Hoàng Kim' },
    });
    expect(set.open[0]?.default).toContain('Hoằng Kim');
  });

  test('26 targets are shares, 11 are words, two of them marks whose footnote is lost', () => {
    expect(shareTargets(set).join(' ')).toBe(
      '1.2 100 1.3 100 1.4 100 1.5 100 1.6 70 1.10 100 2.1 100 2.2 100 2.3 100 2.4 60 2.5 50 2.6 55 ' +
        '3.1 60 3.2 75 3.3 55 3.4 65 3.5 95 3.6 10 3.7 100 3.8 50 3.9 50 3.10 30 3.11 20 3.12 60 ' +
        '4.1 100 4.3 100',
    );
    expect(otherTargets(set)).toHaveLength(11);
    expect(rowOf(set, '1.11').target).toEqual({
      text: '*1',
      atLeastPercent: null,
      footnote: 'Chú thích *1 không có trong văn bản.',
    });
    expect(rowOf(set, '4.8').target?.text).toBe('*');
  });

  test('task, evidence, posts, agencies and legal basis of each row', () => {
    expect(rowOf(set, '1.11')).toMatchObject({ task: '', evidence: null, legalBasis: null, filling: 'NONE' });
    expect(set.indicators.filter(({ task, evidence }) => !task || !evidence)).toHaveLength(1);
    expect(rowOf(set, '1.1').evidence).toBe(
      'Kế hoạch giai đoạn; Kế hoạch hàng năm.\nBáo cáo đánh giá tình hình triển khai thực hiện Kế hoạch.',
    );
    expect(rowOf(set, '1.8').assignment).toEqual({
      responsible: ['Công chức VP'],
      lead: ['Sở TTTT'],
      support: ['Công chức KTNSX', 'Công chức ĐCXĐ', 'Công chức TPHT', 'Công chức CA', 'Công chức VHXH'],
    });
    expect(rowOf(set, '3.8').assignment).toEqual({
      responsible: ['Công chức VHXH'],
      lead: ['Sở GD&ĐT', 'Sở LĐTBXH'],
      support: ['Hiệu trưởng trường THCS', 'HT trường Tiểu Học'],
    });
    expect(rowOf(set, '3.9').assignment.responsible).toEqual(['Trưởng C.An xã']);
    expect(rowOf(set, '3.4').legalBasis).toBe(
      'Quyết định số 411/QĐ-TTg ngày 31/3/2022; KH số 134/KH-UBND ngày 16/5/2022',
    );
    expect(rowOf(set, '1.6').ruleAt('COMMUNE')?.params).toMatchObject({ atLeastPercent: 70 });
  });
});
