import type { ReadContext } from '../../src/connector-kit/connector.ts';
import { type Text, text } from '../../src/core/text.ts';
import type { Config } from './config.ts';
import { type Site, sitesOf } from './site.ts';

export interface AskedSites {
  readonly sites: readonly Site[];
  /** Codes of units without a site: nothing is known of them, not even a zero. */
  readonly silent: readonly string[];
  readonly warnings: readonly Text[];
}

/** A portal lists sites of units that this source is not asked for; they are left out, and said so. */
export async function askedSites({ config, http, units, log }: ReadContext<Config>): Promise<AskedSites> {
  const asked = new Set(units.map(({ code }) => code));
  const sites = await sitesOf(config, http);
  const kept: readonly Site[] = sites.filter(({ unit }) => asked.has(unit));
  const known = new Set(kept.map(({ unit }) => unit));
  const silent = codesWithoutSite(units, known);
  log.info(
    { sites: sites.length, read: kept.length, unitsWithoutSite: silent.length },
    'sites of the portal',
  );
  const left = sites.filter(({ unit }) => !asked.has(unit));
  // Sites that a portal lists may be anybody's; those that staff entered are wanted.
  const warnings = config.sites && left.length > 0 ? [notAsked(left)] : [];
  return { sites: kept, silent, warnings };
}

const notAsked = (sites: readonly Site[]): Text => {
  const codes = [...new Set(sites.map(({ unit }) => unit))];
  const shown = `${codes.slice(0, 5).join(', ')}${codes.length > 5 ? ', …' : ''}`;
  return text(
    `${sites.length} trang không được đọc vì mã đơn vị (${shown}) không thuộc các đơn vị của lần lấy này; nếu đó là cách viết khác của mã, hãy bổ sung bảng mã đơn vị của nguồn.`,
    `${sites.length} sites are not read, since their unit codes (${shown}) are none of this pull's units; if a code is only written otherwise, add it to the source's unit map.`,
  );
};

/** A unit may have two codes, and a code name two units: silent is a code none of whose units has a site. */
function codesWithoutSite(units: ReadContext<Config>['units'], known: ReadonlySet<string>): string[] {
  const withSite = new Set(units.filter(({ code }) => known.has(code)).map(({ unit }) => unit.key));
  const speaking = new Set(units.filter(({ unit }) => withSite.has(unit.key)).map(({ code }) => code));
  return [...new Set(units.map(({ code }) => code))].filter((code) => !speaking.has(code));
}
