import { z } from 'zod';
import { baseUrlField } from '../../src/connector-kit/base-url.ts';
import { bilingual } from '../../src/connector-kit/bilingual.ts';
import { headerText, pageSizeField, requiredText } from '../../src/connector-kit/config-fields.ts';

const DAYS = bilingual('cần số nguyên từ 1 đến 60', 'expected an integer from 1 to 60');

export const config = z.object({
  baseUrl: baseUrlField().meta({
    title: 'Địa chỉ máy chủ Hue-S',
    description: 'Phần đứng trước /dttm, ví dụ https://tuongtac.hue.gov.vn.',
  }),
  token: headerText().meta({
    title: 'Mã truy cập (Token)',
    description: 'Mã do đơn vị vận hành Hue-S cấp, được gửi trong header Token.',
    secret: true,
  }),
  pageSize: pageSizeField(500, 200),
  totalCounts: z.enum(['auto', 'rows', 'pages']).default('auto').meta({
    title: 'Trường totalrow đếm gì',
    description:
      'rows: số dòng; pages: số trang; auto: tự nhận biết từ dữ liệu, khi chưa chắc thì giữ lại cho người xem.',
  }),
  doneStatuses: z.array(requiredText().trim()).default(['Đã xử lý']).meta({
    title: 'Trạng thái đã xử lý',
    description:
      'Phản ánh có trạng thái (TrangThai) này đã được trả lời; không phân biệt dấu và chữ hoa. Mọi trạng thái khác là chưa trả lời.',
  }),
  answerDays: z.int(DAYS).min(1, DAYS).max(60, DAYS).optional().meta({
    title: 'Số ngày làm việc để trả lời',
    description:
      'Dùng để tính thời hạn khi nguồn không ghi ThoiHan: tính từ ngày sau ngày phản ánh, trừ thứ Bảy và Chủ nhật. Để trống: phản ánh không có thời hạn thì không tính.',
  }),
});

export type CitizenAppConfig = z.infer<typeof config>;

/** What the simulator accepts; it protects nothing. */
export const PRACTICE_TOKEN = '0A-1B-2C-3D-4E-5F-60-71-82-93';

export const practiceConfig = (url: string): CitizenAppConfig => ({
  baseUrl: url,
  token: PRACTICE_TOKEN,
  pageSize: 200,
  totalCounts: 'auto',
  doneStatuses: ['Đã xử lý'],
});
