import { configError, type HubError, retryError } from '../core/errors.ts';
import { text } from '../core/text.ts';

export const tooLarge = (host: string, limitBytes: number): HubError =>
  configError(
    'XML_TOO_LARGE',
    text(
      `Tệp XML của máy chủ ${host} lớn hơn ${limitBytes / 1024 / 1024} MB. Hãy dùng địa chỉ của từng chuyên mục hoặc đề nghị đơn vị vận hành chia nhỏ tệp.`,
      `The XML of ${host} is larger than ${limitBytes / 1024 / 1024} MB. Use the addresses of single categories, or ask its operator to split it.`,
    ),
  );

/** A DTD can make a small document grow without end or read files: feeds and sitemaps need none. */
export const dtdRefused = (host: string): HubError =>
  configError(
    'XML_DTD_REFUSED',
    text(
      `Tệp XML của máy chủ ${host} có khai báo DOCTYPE nên không được đọc, vì lý do an toàn. Hãy đề nghị đơn vị vận hành bỏ khai báo này.`,
      `The XML of ${host} has a DOCTYPE and is not read, for safety. Ask its operator to leave it out.`,
    ),
  );

export const tooDeep = (host: string, limit: number): HubError =>
  configError(
    'XML_TOO_DEEP',
    text(
      `Tệp XML của máy chủ ${host} lồng nhau quá ${limit} lớp hoặc dùng tên thẻ không được phép. Hãy kiểm tra địa chỉ nguồn và báo đơn vị vận hành.`,
      `The XML of ${host} is nested deeper than ${limit} levels or uses names that are not allowed. Check the address and tell its operator.`,
    ),
  );

export const cutOff = (host: string, bytes: number): HubError =>
  retryError(
    'CUT_OFF_XML',
    text(
      `Máy chủ ${host} trả về tệp XML rỗng hoặc bị cắt giữa chừng (${bytes} byte). Hệ thống sẽ thử lại ở lần lấy sau.`,
      `${host} sent an XML that is empty or cut off (${bytes} bytes). The next pull tries again.`,
    ),
  );

export const broken = (host: string, line: number, column: number): HubError =>
  configError(
    'SCHEMA_CHANGED',
    text(
      `Tệp XML của máy chủ ${host} viết sai ở dòng ${line}, cột ${column}. Hãy đề nghị đơn vị vận hành sửa chức năng xuất tệp.`,
      `The XML of ${host} is malformed at line ${line}, column ${column}. Ask its operator to repair what writes it.`,
    ),
  );

export const noXml = (host: string): HubError =>
  configError(
    'NOT_XML',
    text(
      `Máy chủ ${host} trả về nội dung không phải XML. Hãy kiểm tra địa chỉ trong cấu hình nguồn.`,
      `What ${host} sent is no XML. Check the address in the source's configuration.`,
    ),
  );

export const jsonInsteadOfXml = (host: string): HubError =>
  configError(
    'JSON_INSTEAD_OF_XML',
    text(
      `Máy chủ ${host} trả về JSON (thường là thông báo lỗi) thay vì XML. Hãy kiểm tra địa chỉ và nền tảng đã chọn trong cấu hình nguồn.`,
      `${host} answered with JSON (usually an error notice) instead of XML. Check the address and the platform in the source's configuration.`,
    ),
  );
