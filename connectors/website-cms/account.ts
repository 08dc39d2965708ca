import type { Config } from './config.ts';

/** The headers of the source's account. It is shown to the portal's own server and its sub-domains only. */
export function accountHeaders(config: Config, url: string): Readonly<Record<string, string>> {
  const { username, applicationPassword } = config;
  if (!username || !applicationPassword || !isOfPortal(config, url)) return {};
  const credentials = Buffer.from(`${username}:${applicationPassword}`).toString('base64');
  return { authorization: `Basic ${credentials}` };
}

export const hasAccount = (config: Config, url: string): boolean =>
  'authorization' in accountHeaders(config, url);

function isOfPortal({ baseUrl }: Config, url: string): boolean {
  const [portal, asked] = [new URL(baseUrl), new URL(url)];
  const isBelow = asked.hostname.endsWith(`.${portal.hostname}`) && asked.port === portal.port;
  return asked.protocol === portal.protocol && (asked.host === portal.host || isBelow);
}
