import { configError } from '../../src/core/errors.ts';
import { type Text, text } from '../../src/core/text.ts';
import type { Site } from './site.ts';

/** `found`: the name of the document's root. */
export const notSitemap = ({ name, unit }: Site, found: string) =>
  configError(
    'SCHEMA_CHANGED',
    text(
      `Trang ${name} (${unit}): tệp XML bắt đầu bằng thẻ "${found.slice(0, 40)}", cần urlset hoặc sitemapindex. Hãy kiểm tra địa chỉ sitemap trong cấu hình nguồn.`,
      `Site ${name} (${unit}): its XML begins with "${found.slice(0, 40)}", expected urlset or sitemapindex. Check the sitemap's address in the source's configuration.`,
    ),
  );

export const otherServer = ({ name, unit }: Site, host: string) =>
  configError(
    'OTHER_SERVER',
    text(
      `Sitemap của trang ${name} (${unit}) chỉ sang máy chủ khác (${host}). Hãy khai báo trang đó với địa chỉ riêng.`,
      `The sitemap of ${name} (${unit}) points to another server (${host}). Enter that as a site with its own address.`,
    ),
  );

export const tooManySitemaps = ({ name, unit }: Site, most: number) =>
  configError(
    'TOO_MANY_SITEMAPS',
    text(
      `Sitemap của trang ${name} (${unit}) gồm hơn ${most} tệp. Hãy khai báo tệp sitemap của riêng tin bài.`,
      `The sitemap of ${name} (${unit}) consists of more than ${most} files. Enter the file of the news alone.`,
    ),
  );

export const withoutDay = ({ name, unit }: Site, count: number): Text =>
  text(
    `Trang ${name} (${unit}): ${count} địa chỉ trong sitemap không có ngày sửa (lastmod) nên không được tính.`,
    `Site ${name} (${unit}): ${count} addresses of its sitemap have no day of change (lastmod) and are not counted.`,
  );
