import { configError, type HubError, retryError } from '../core/errors.ts';
import { type Text, text, withoutAccents } from '../core/text.ts';

interface PageKind {
  readonly code: string;
  /** In the page's first part, lower case and without accents. */
  readonly signs: RegExp;
  /** 'retry' for what passes by itself. */
  readonly family: 'retry' | 'config';
  readonly told: (host: string) => Text;
}

const loginPage = (host: string): Text =>
  text(
    `Máy chủ ${host} trả về trang đăng nhập thay vì dữ liệu. Hãy kiểm tra địa chỉ API và nhập lại tài khoản của nguồn.`,
    `${host} answered with a login page instead of data. Check the API address and enter the source's account again.`,
  );

/** The first that fits: a login form often carries a captcha, and a proxy's error the name of its firewall. */
const KINDS: readonly PageKind[] = [
  {
    code: 'LOGIN_PAGE',
    signs: /type\s*=\s*["']?password/,
    family: 'config',
    told: loginPage,
  },
  {
    code: 'FIREWALL_PAGE',
    signs:
      /attention required|cloudflare|request rejected|support id|web application firewall|access denied|chan truy cap|bi chan|incapsula|modsecurity/,
    family: 'config',
    told: (host) =>
      text(
        `Tường lửa web của máy chủ ${host} chặn yêu cầu và trả về trang thông báo thay vì dữ liệu. Hãy đề nghị đơn vị vận hành cho phép địa chỉ IP của hệ thống này.`,
        `The web firewall of ${host} blocked the request and answered with a notice instead of data. Ask its operator to let this hub's IP address through.`,
      ),
  },
  {
    code: 'CAPTCHA_PAGE',
    signs: /captcha|turnstile|ma xac nhan|ma bao ve|khong phai (la )?(ro-?bot|nguoi may)/,
    family: 'config',
    told: (host) =>
      text(
        `Máy chủ ${host} yêu cầu nhập mã captcha nên không lấy được dữ liệu. Hãy đề nghị đơn vị vận hành cấp địa chỉ API không có captcha.`,
        `${host} asks for a captcha, so no data can be read. Ask its operator for an API address without one.`,
      ),
  },
  {
    code: 'MAINTENANCE_PAGE',
    signs: /bao tri|bao duong|nang cap he thong|tam ngung|tam dung|maintenance/,
    family: 'retry',
    told: (host) =>
      text(
        `Máy chủ ${host} đang bảo trì. Dữ liệu cũ được giữ nguyên; hệ thống sẽ thử lại ở lần lấy sau.`,
        `${host} is under maintenance. Earlier data are kept; the next pull tries again.`,
      ),
  },
  {
    code: 'PROXY_ERROR_PAGE',
    signs:
      /bad gateway|gateway time-?out|proxy error|service unavailable|squid|error the requested url could not be retrieved/,
    family: 'retry',
    told: (host) =>
      text(
        `Máy chủ trung gian (proxy) trước ${host} báo lỗi thay vì trả dữ liệu. Hệ thống sẽ thử lại; nếu kéo dài hãy báo đơn vị vận hành.`,
        `The proxy in front of ${host} reports an error instead of data. It is tried again; if it lasts, tell its operator.`,
      ),
  },
  {
    code: 'LOGIN_PAGE',
    signs: /<title>[^<]*(dang nhap|log ?in|sign ?in)/,
    family: 'config',
    told: loginPage,
  },
  {
    code: 'HTML_INSTEAD_OF_DATA',
    signs: /^/,
    family: 'config',
    told: (host) =>
      text(
        `Máy chủ ${host} trả về một trang web thay vì dữ liệu. Hãy kiểm tra địa chỉ API và tài khoản.`,
        `${host} answered with a web page instead of data. Check the API address and the account.`,
      ),
  },
];

/** Titles and forms stand at the beginning. */
const LOOKED_AT = 64 * 1024;

/** What a web page in the place of data is, by the words that such pages carry. */
export function webPage(host: string, utf8: Buffer): HubError {
  const words = withoutAccents(utf8.toString('utf8', 0, LOOKED_AT));
  const kind = KINDS.find(({ signs }) => signs.test(words)) as PageKind;
  const error = kind.family === 'retry' ? retryError : configError;
  return error(kind.code, kind.told(host));
}
