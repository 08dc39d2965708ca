import { configError } from '../../src/core/errors.ts';
import { text } from '../../src/core/text.ts';
import type { Site } from './site.ts';

export const notWordpress = ({ name, unit }: Site) =>
  configError(
    'NOT_WORDPRESS',
    text(
      `Trang ${name} (${unit}) không có giao diện dữ liệu của WordPress (wp-json). Hãy kiểm tra đường dẫn và nền tảng đã chọn trong cấu hình nguồn, hoặc hỏi đơn vị vận hành xem giao diện này có bị tắt không.`,
      `Site ${name} (${unit}) has no WordPress data interface (wp-json). Check the path and the platform in the source's configuration, or ask its operator whether it is switched off.`,
    ),
  );

export const closedToPublic = ({ name, unit }: Site) =>
  configError(
    'REST_CLOSED',
    text(
      `Trang ${name} (${unit}) chỉ cho tài khoản đã đăng nhập đọc dữ liệu. Hãy nhập tài khoản và mật khẩu ứng dụng WordPress, hoặc đề nghị đơn vị vận hành mở giao diện đọc công khai.`,
      `Site ${name} (${unit}) lets only accounts read its data. Enter a WordPress account and its application password, or ask its operator to open the interface for reading.`,
    ),
  );

export const accountRefused = ({ name, unit }: Site) =>
  configError(
    'ACCOUNT_TOO_WEAK',
    text(
      `Trang ${name} (${unit}) không cho tài khoản này xem tin nháp và tin hẹn giờ. Hãy cấp vai trò Biên tập viên; nếu đã cấp thì kiểm tra trang có dùng https và máy chủ có chuyển tiếp mật khẩu ứng dụng không; hoặc bỏ trống tài khoản để chỉ đọc tin công khai.`,
      `Site ${name} (${unit}) does not show drafts and scheduled items to this account. Give it the role Editor; if it has it, check that the site uses https and that its server passes application passwords on; or leave the account empty to read public items only.`,
    ),
  );

export const noCategories = ({ name, unit }: Site, slugs: readonly string[]) =>
  configError(
    'CATEGORIES_NOT_FOUND',
    text(
      `Trang ${name} (${unit}) không có chuyên mục nào trong: ${slugs.join(', ')}. Hãy sửa bảng chuyên mục trong cấu hình nguồn.`,
      `Site ${name} (${unit}) has none of the categories ${slugs.join(', ')}. Correct the categories in the source's configuration.`,
    ),
  );
