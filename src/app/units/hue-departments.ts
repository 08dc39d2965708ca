import { addDays, type Day } from '../../core/clock.ts';
import type { Succession, Unit } from '../../core/unit.ts';
import { makeUnit } from './make-unit.ts';
import { type Arrow, successionsOf } from './reform.ts';

/**
 * PRACTICE LIST. No public data set holds a province's departments: this one lets the hub run before Huế
 * brings its own list, and the codes are ours in the style of the agency codes "H57.xx".
 * The five mergers are those that the city council decided in February 2025; it counted six bodies
 * fewer in all, but the report names only five mergers, so the other departments stay as they were.
 */
const MERGER_DAY: Day = '2025-03-01';

interface Department {
  readonly code: string;
  readonly name: string;
}

const DEPARTMENTS_2024: readonly Department[] = [
  { code: 'H57.01', name: 'Văn phòng Ủy ban nhân dân' },
  { code: 'H57.02', name: 'Sở Nội vụ' },
  { code: 'H57.03', name: 'Sở Tư pháp' },
  { code: 'H57.04', name: 'Sở Kế hoạch và Đầu tư' },
  { code: 'H57.05', name: 'Sở Tài chính' },
  { code: 'H57.06', name: 'Sở Công Thương' },
  { code: 'H57.07', name: 'Sở Nông nghiệp và Phát triển nông thôn' },
  { code: 'H57.08', name: 'Sở Giao thông vận tải' },
  { code: 'H57.09', name: 'Sở Xây dựng' },
  { code: 'H57.10', name: 'Sở Tài nguyên và Môi trường' },
  { code: 'H57.11', name: 'Sở Thông tin và Truyền thông' },
  { code: 'H57.12', name: 'Sở Lao động - Thương binh và Xã hội' },
  { code: 'H57.13', name: 'Sở Văn hóa và Thể thao' },
  { code: 'H57.14', name: 'Sở Du lịch' },
  { code: 'H57.15', name: 'Sở Khoa học và Công nghệ' },
  { code: 'H57.16', name: 'Sở Giáo dục và Đào tạo' },
  { code: 'H57.17', name: 'Sở Y tế' },
  { code: 'H57.18', name: 'Sở Ngoại vụ' },
  { code: 'H57.19', name: 'Thanh tra' },
  { code: 'H57.20', name: 'Ban Dân tộc' },
  { code: 'H57.21', name: 'Ban Quản lý Khu kinh tế, công nghiệp' },
];

/** The merged department keeps the code of the first that went into it, as provinces do. */
const MERGERS_2025: readonly { readonly name: string; readonly from: readonly [string, string] }[] = [
  { name: 'Sở Nội vụ', from: ['H57.02', 'H57.12'] },
  { name: 'Sở Tài chính', from: ['H57.05', 'H57.04'] },
  { name: 'Sở Nông nghiệp và Môi trường', from: ['H57.07', 'H57.10'] },
  { name: 'Sở Xây dựng', from: ['H57.09', 'H57.08'] },
  { name: 'Sở Khoa học và Công nghệ', from: ['H57.15', 'H57.11'] },
];

export function hueDepartments(provinceKey: string): { units: Unit[]; successions: Succession[] } {
  const department = (of: Department, validFrom: Day | null, validTo: Day | null): Unit =>
    makeUnit({ ...of, codeSystem: 'HUB', level: 'DEPARTMENT', parentKey: provinceKey, validFrom, validTo });

  const ended = new Set(MERGERS_2025.flatMap((merger) => merger.from));
  const before = DEPARTMENTS_2024.map((of) =>
    department(of, null, ended.has(of.code) ? addDays(MERGER_DAY, -1) : null),
  );
  const merged = MERGERS_2025.map(({ name, from }) => department({ code: from[0], name }, MERGER_DAY, null));
  const arrows = MERGERS_2025.flatMap((merger, index): Arrow[] =>
    before.filter((unit) => merger.from.includes(unit.code)).map((from) => ({ from, to: merged[index]! })),
  );
  return { units: [...before, ...merged], successions: successionsOf(arrows, MERGER_DAY) };
}
