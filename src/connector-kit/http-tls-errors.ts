import { configError, type HubError } from '../core/errors.ts';
import { type Text, text } from '../core/text.ts';

interface Trouble {
  readonly code: string;
  /** Of the codes of node and OpenSSL. */
  readonly signs: RegExp;
  readonly told: (host: string, sign: string) => Text;
}

/** The exact reason why a certificate or the encryption is not accepted (F24); the first that fits. */
const TROUBLES: readonly Trouble[] = [
  {
    code: 'CERTIFICATE_EXPIRED',
    signs: /^CERT_HAS_EXPIRED$/,
    told: (host) =>
      text(
        `Chứng thư số của máy chủ ${host} đã hết hạn. Hãy yêu cầu đơn vị vận hành gia hạn.`,
        `The certificate of ${host} has expired. Ask its operator to renew it.`,
      ),
  },
  {
    code: 'CERTIFICATE_NOT_YET_VALID',
    signs: /^CERT_NOT_YET_VALID$/,
    told: (host) =>
      text(
        `Chứng thư số của máy chủ ${host} chưa đến ngày có hiệu lực. Hãy kiểm tra đồng hồ của máy này rồi hỏi đơn vị vận hành.`,
        `The certificate of ${host} is not valid yet. Check this machine's clock, then ask its operator.`,
      ),
  },
  {
    code: 'CERTIFICATE_WRONG_HOST',
    signs: /ALTNAME/,
    told: (host) =>
      text(
        `Chứng thư số mà máy chủ ${host} đưa ra được cấp cho tên khác. Hãy kiểm tra tên máy chủ trong cấu hình nguồn hoặc yêu cầu đơn vị vận hành cài chứng thư đúng.`,
        `The certificate that ${host} shows was issued for another name. Check the host in the source's configuration or ask its operator for the right certificate.`,
      ),
  },
  {
    code: 'CERTIFICATE_UNKNOWN_ISSUER',
    signs: /SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|CERT_UNTRUSTED|INVALID_CA/,
    told: (host) =>
      text(
        `Chứng thư số của máy chủ ${host} do một tổ chức không được tin cậy cấp. Nếu là CA nội bộ, quản trị viên đặt tệp chứng thư CA (PEM) vào biến HUB_EXTRA_CA rồi khởi động lại.`,
        `The certificate of ${host} was issued by an authority that is not trusted. If it is a private one, an administrator names its certificate file (PEM) in HUB_EXTRA_CA and restarts the hub.`,
      ),
  },
  {
    code: 'TLS_TOO_OLD',
    signs:
      /UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION|VERSION_TOO_LOW|HANDSHAKE_FAILURE|NO_SHARED_CIPHER|DH_KEY_TOO_SMALL/,
    told: (host, sign) =>
      text(
        `Máy chủ ${host} chỉ dùng phiên bản mã hóa TLS quá cũ (${sign}); cần TLS 1.2 trở lên. Hãy yêu cầu đơn vị vận hành nâng cấp.`,
        `${host} speaks only a version of TLS that is too old (${sign}); TLS 1.2 or later is needed. Ask its operator to upgrade.`,
      ),
  },
  {
    code: 'NOT_TLS',
    signs: /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG/,
    told: (host) =>
      text(
        `Máy chủ ${host} không dùng https ở cổng này. Hãy kiểm tra địa chỉ (http hay https) và cổng trong cấu hình nguồn.`,
        `${host} does not speak https at this port. Check the address (http or https) and the port in the source's configuration.`,
      ),
  },
  {
    code: 'BAD_CERTIFICATE',
    signs: /CERT|TLS|SSL|UNABLE_TO_/,
    told: (host, sign) =>
      text(
        `Chứng thư số của máy chủ ${host} không hợp lệ (${sign}). Hãy yêu cầu đơn vị vận hành cài chứng thư đúng.`,
        `The certificate of ${host} is not valid (${sign}). Ask its operator to install the right one.`,
      ),
  },
];

/** null when `sign`, the code of what was thrown, is not about TLS. */
export function tlsError(sign: string, host: string, cause: unknown): HubError | null {
  const trouble = TROUBLES.find(({ signs }) => signs.test(sign));
  return trouble ? configError(trouble.code, trouble.told(host, sign), cause) : null;
}
