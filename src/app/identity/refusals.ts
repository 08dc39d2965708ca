import { type ErrorFamily, HubError } from '../../core/errors.ts';
import { type Text, text } from '../../core/text.ts';

const refusal = (code: string, words: Text, field?: string, family: ErrorFamily = 'config') =>
  new HubError(family, code, words, field === undefined ? {} : { details: { field } });

/** A credential came along and is no good: the caller is told, and never served as if none had come. */
export const badCredential = () =>
  refusal(
    'UNAUTHENTICATED',
    text(
      'Mã truy cập gửi kèm không đúng, đã hết hạn hoặc đã bị thu hồi. Hãy xin mã mới, hoặc bỏ tiêu đề "Authorization".',
      'The token that was sent is wrong, expired or revoked. Get a new one, or leave out the "Authorization" header.',
    ),
  );

export const sessionOver = () =>
  refusal(
    'UNAUTHENTICATED',
    text('Phiên đăng nhập đã kết thúc. Hãy đăng nhập lại.', 'The session is over. Sign in again.'),
  );

/** Told to those only whom the identity provider vouches for. */
export const switchedOff = () =>
  refusal(
    'UNAUTHENTICATED',
    text(
      'Tài khoản này đã bị khóa ở hệ thống chấm điểm. Hãy liên hệ quản trị viên.',
      'This account is switched off in this hub. Ask the administrator.',
    ),
  );

/** The same for a wrong name and a wrong password. */
export const wrongLogin = () =>
  refusal(
    'WRONG_LOGIN',
    text(
      'Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra lại; quên mật khẩu thì liên hệ quản trị viên.',
      'The login name or the password is wrong. Check both; the administrator can set a new password.',
    ),
  );

export const tooManyTries = () =>
  refusal(
    'TOO_MANY_TRIES',
    text(
      'Đã thử đăng nhập quá 10 lần trong 15 phút. Hãy đợi 15 phút rồi thử lại.',
      'More than 10 tries within 15 minutes. Wait for 15 minutes and try again.',
    ),
    undefined,
    'retry',
  );

export const wrongSetUpToken = () =>
  refusal(
    'SETUP_REFUSED',
    text(
      'Không thiết lập được: mã thiết lập không đúng hoặc hệ thống đã có tài khoản. Mã hiện trên màn hình máy chủ khi khởi động lần đầu.',
      'No set-up: the set-up token is wrong, or there are accounts already. The token is on the console of the server at its first start.',
    ),
  );

export const notSignedIn = () =>
  refusal(
    'UNAUTHENTICATED',
    text(
      'Thao tác này cần đăng nhập. Hãy đăng nhập, hoặc gửi kèm tiêu đề "Authorization: Bearer <mã truy cập>".',
      'This needs somebody who is signed in. Sign in, or send the header "Authorization: Bearer <token>".',
    ),
  );

export const badInput = (field: string, vi: string, en: string) => refusal('BAD_INPUT', text(vi, en), field);

export const unknownPerson = (id: string) =>
  refusal('UNKNOWN_PERSON', text(`Không có tài khoản "${id}".`, `There is no account "${id}".`), 'login');

export const personExists = (id: string) =>
  refusal(
    'PERSON_EXISTS',
    text(
      `Tài khoản "${id}" đã có. Hãy chọn tên khác.`,
      `There is an account "${id}" already. Choose another name.`,
    ),
    'login',
  );

export const unknownToken = (id: string) =>
  refusal('UNKNOWN_TOKEN', text(`Không có mã truy cập "${id}".`, `There is no API token "${id}".`), 'token');

/** S11. */
export const moreThanOwn = (right: string) =>
  refusal(
    'MORE_THAN_OWN_RIGHTS',
    text(
      `Không cấp được quyền ${right}: người tạo mã không có quyền này. Hãy chỉ cấp quyền mình đang có.`,
      `The right ${right} cannot be given: whoever makes the token does not have it. Give only rights of your own.`,
    ),
    'grants',
  );

/** The identity provider is not there; people with sessions go on. */
export const providerAway = (cause: unknown) =>
  new HubError(
    'retry',
    'LOGIN_PROVIDER_AWAY',
    text(
      'Chưa liên hệ được hệ thống đăng nhập tập trung. Người đang đăng nhập vẫn làm việc bình thường; hãy thử lại sau ít phút hoặc báo quản trị viên.',
      'The identity provider cannot be reached. Whoever is signed in goes on; try again in some minutes or tell the administrator.',
    ),
    { cause },
  );

export const noProvider = () =>
  refusal(
    'NO_LOGIN_PROVIDER',
    text(
      'Hệ thống chưa nối với hệ thống đăng nhập tập trung. Hãy đăng nhập bằng tài khoản của hệ thống này.',
      'No identity provider is configured. Sign in with an account of this hub.',
    ),
  );

export const loginFailed = (cause?: unknown) =>
  new HubError(
    'config',
    'LOGIN_FAILED',
    text(
      'Hệ thống đăng nhập tập trung chưa xác nhận lần đăng nhập này. Hãy đăng nhập lại từ đầu.',
      'The identity provider did not confirm this login. Begin again.',
    ),
    { cause },
  );
