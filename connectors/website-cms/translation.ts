/** Languages that portals of Viet Nam translate into, as they stand in addresses. */
const LANGUAGES = /^(en|eng|english|fr|zh|cn|ja|jp|ko|kr|lo|km|th|ru|de)([-_][a-z]{2,4})?$/;

/**
 * True for an item in another language than Vietnamese: by what the site says of it, or by its address ("/en/..",
 * "?lang=en"). A translation is no further item. Not asked of what lies before: the site's own address.
 */
export function isTranslation(link: string | null, siteAddress: string, language?: string | null): boolean {
  if (language) return !/^vi/i.test(language);
  if (!link || !URL.canParse(link, siteAddress)) return false;
  const { pathname, searchParams } = new URL(link, siteAddress);
  const asked = searchParams.get('lang') ?? searchParams.get('language');
  if (asked) return LANGUAGES.test(asked.toLowerCase());
  const before = new URL(siteAddress).pathname.replace(/\/+$/, '');
  const inSite = pathname.startsWith(`${before}/`) ? pathname.slice(before.length) : pathname;
  return LANGUAGES.test(inSite.split('/')[1]?.toLowerCase() ?? '');
}
