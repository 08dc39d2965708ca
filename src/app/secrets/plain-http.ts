import { isIP } from 'node:net';
import type { Connector } from '../../connector-kit/connector.ts';
import { isPrivateAddress, OutboundGuard, type OutboundRules } from '../../connector-kit/outbound-rules.ts';
import { HubError } from '../../core/errors.ts';
import { text } from '../../core/text.ts';
import { secretFieldsOf } from '../pull/source-config.ts';
import { hostsIn } from './hosts-in.ts';

/**
 * S14: a secret goes over http:// only where the administrator has named the host. Private addresses that are not
 * allowed are refused when they are asked, so nothing is sent there anyway.
 */
export function refusePlainHttp(rules: OutboundRules, connector: Connector, config: unknown): void {
  if (typeof config !== 'object' || config === null) return;
  const secrets = secretFieldsOf(connector);
  if (!Object.entries(config).some(([field, value]) => secrets.includes(field) && value != null)) return;
  const open = Object.fromEntries(Object.entries(config).filter(([field]) => !secrets.includes(field)));
  const guard = new OutboundGuard(rules);
  const bare = hostsIn(open).find((origin) => isBare(new URL(origin), guard));
  if (bare) throw plainHttp(new URL(bare).host);
}

function isBare({ protocol, hostname, port }: URL, guard: OutboundGuard): boolean {
  if (protocol !== 'http:') return false;
  const address = hostname.replace(/^\[|\]$/g, '');
  const isPrivate = address === 'localhost' || (isIP(address) !== 0 && isPrivateAddress(address));
  return !isPrivate && !guard.isNamed(address, Number(port) || 80);
}

const plainHttp = (host: string) =>
  new HubError(
    'config',
    'PLAIN_HTTP_SECRET',
    text(
      `Địa chỉ http:// của ${host} không được mã hóa nên mật khẩu có thể bị đọc trộm trên đường truyền. Hãy dùng https://; nếu máy chủ chưa có, quản trị viên thêm ${host} vào HUB_ALLOW_HOSTS rồi khởi động lại.`,
      `The http:// address of ${host} is not encrypted, so the secret may be read on its way. Use https://; where the server has none, an administrator adds ${host} to HUB_ALLOW_HOSTS and restarts the hub.`,
    ),
    { details: { field: 'config' } },
  );
