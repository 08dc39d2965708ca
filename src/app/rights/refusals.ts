import { HubError } from '../../core/errors.ts';
import { type Text, text } from '../../core/text.ts';
import type { Permission } from './permissions.ts';

const NAMES: Readonly<Record<Permission, Text>> = {
  VIEW_CATALOGUE: text('xem danh mục', 'to see the catalogue'),
  VIEW_RESULTS: text('xem kết quả', 'to see results'),
  VIEW_EVIDENCE: text('xem hồ sơ minh chứng', 'to see the evidence'),
  DECLARE_VALUES: text('khai số liệu của đơn vị', 'to declare values of the unit'),
  DECIDE_VALUES: text('thẩm định của đơn vị này', 'to decide on values of the unit'),
  VIEW_SOURCES: text('xem nguồn số liệu', 'to see the sources'),
  EDIT_SOURCES: text('quản lý nguồn số liệu', 'to manage the sources'),
  PUBLISH_RESULTS: text('công bố kết quả', 'to publish results'),
  ADMINISTER: text('quản trị hệ thống', 'to administer the hub'),
};

/** Nobody signed in, and it is not open to the public. */
export const unauthenticated = () =>
  new HubError('config', 'UNAUTHENTICATED', {
    vi: 'Cần đăng nhập để làm việc này. Hãy đăng nhập, hoặc gửi kèm tiêu đề "Authorization: Bearer <mã truy cập>".',
    en: 'This needs somebody who is signed in. Sign in, or send the header "Authorization: Bearer <token>".',
  });

/** They see what it is about, or know that it is there, and may not do it. */
export function forbidden(...wanted: readonly Permission[]): HubError {
  const vi = wanted.map((one) => NAMES[one].vi).join(' hoặc ');
  const en = wanted.map((one) => NAMES[one].en).join(' or ');
  return new HubError('config', 'FORBIDDEN', {
    vi: `Tài khoản này không có quyền ${vi}. Hãy đề nghị quản trị viên cấp quyền.`,
    en: `This account has no right ${en}. Ask the administrator for it.`,
  });
}

const REFUSALS: ReadonlySet<string> = new Set(['UNAUTHENTICATED', 'FORBIDDEN']);

/** A matter of who asks and not of what was typed. */
export const isRefusal = (thrown: unknown): boolean =>
  thrown instanceof HubError && REFUSALS.has(thrown.code);
