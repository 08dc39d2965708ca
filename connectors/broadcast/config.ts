import { z } from 'zod';
import { baseUrlField } from '../../src/connector-kit/base-url.ts';
import { pageSizeField, requiredText } from '../../src/connector-kit/config-fields.ts';

/** Of Thông tư 39/2020/TT-BTTTT: the commune chooses, it should play, it plays at once. */
export const PRIORITIES = ['THONG_THUONG', 'UU_TIEN', 'KHAN_CAP'] as const;

export const config = z.object({
  baseUrl: baseUrlField().meta({
    title: 'Địa chỉ hệ thống thông tin nguồn',
    description: 'Phần đứng trước /token và /bantin, ví dụ https://httt-nguon.hue.gov.vn/api.',
  }),
  username: requiredText().meta({
    title: 'Tên đăng nhập',
    description: 'Tài khoản chỉ đọc do đơn vị vận hành cấp cho hệ thống này.',
  }),
  password: requiredText().meta({
    title: 'Mật khẩu',
    description: 'Mật khẩu của tài khoản trên.',
    secret: true,
  }),
  topics: z.array(requiredText()).default(['CDS']).meta({
    title: 'Mã lĩnh vực chuyển đổi số',
    description: 'Bản tin thuộc một trong các mã lĩnh vực (linhVuc) này được tính cho chuyển đổi số.',
  }),
  keywords: z.array(requiredText().trim()).default(['chuyển đổi số']).meta({
    title: 'Từ khóa trong tiêu đề',
    description:
      'Bản tin thuộc lĩnh vực khác vẫn được tính nếu tiêu đề có một trong các từ khóa này; không phân biệt dấu và chữ hoa.',
  }),
  priorities: z
    .array(z.enum(PRIORITIES))
    .min(1)
    .default([...PRIORITIES])
    .meta({
      title: 'Mức ưu tiên được tính',
      description:
        'Bản tin (trường loai) thông thường, ưu tiên, khẩn cấp theo Thông tư 39/2020/TT-BTTTT; bỏ bớt nếu tỉnh không tính bản tin khẩn cấp phát từ cấp trên.',
    }),
  pageSize: pageSizeField(500, 200),
});

export type BroadcastConfig = z.infer<typeof config>;

/** What the simulator accepts; it protects nothing. */
export const PRACTICE_USER = 'dti-hub';
export const PRACTICE_PASSWORD = 'mat-khau-luyen-tap';

export const practiceConfig = (url: string): BroadcastConfig => ({
  baseUrl: url,
  username: PRACTICE_USER,
  password: PRACTICE_PASSWORD,
  topics: ['CDS'],
  keywords: ['chuyển đổi số'],
  priorities: [...PRIORITIES],
  pageSize: 200,
});
