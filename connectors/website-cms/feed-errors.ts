import { configError } from '../../src/core/errors.ts';
import { formatDay, type Text, text } from '../../src/core/text.ts';
import type { Site } from './site.ts';

/** `found`: the name of the element that is not as it should be. */
export const schemaChanged = (place: string, found: string) =>
  configError(
    'SCHEMA_CHANGED',
    text(
      `${place}: thẻ "${found.slice(0, 40)}" không phải tin RSS hoặc Atom đọc được (mỗi tin cần ngày đăng và guid hoặc địa chỉ). Hãy kiểm tra địa chỉ tin trong cấu hình nguồn và báo đơn vị vận hành.`,
      `${place}: element "${found.slice(0, 40)}" is no readable RSS or Atom (each item needs a date and a guid or an address). Check the feed's address in the source's configuration and tell its operator.`,
    ),
  );

export const emptyFeed = ({ name, unit }: Site): Text =>
  text(
    `Trang ${name} (${unit}): địa chỉ RSS/Atom không có tin nào, số liệu cũ được giữ nguyên.`,
    `Site ${name} (${unit}): its feed has no item, earlier figures are kept.`,
  );

/** `last`: the newest item of the last poll; `oldest`: the oldest that is shown now. */
export const maybeMissing = ({ name, unit }: Site, last: string, oldest: string): Text =>
  text(
    `Trang ${name} (${unit}) có thể thiếu tin từ ${formatDay(last.slice(0, 10))} đến ${formatDay(oldest.slice(0, 10))}: RSS/Atom chỉ còn các tin sau lần đọc trước. Hãy đề nghị tăng số tin của RSS hoặc lấy dữ liệu dày hơn.`,
    `Site ${name} (${unit}) may lack items from ${formatDay(last.slice(0, 10))} to ${formatDay(oldest.slice(0, 10))}: its feed only shows what came after the last poll. Ask for a longer feed, or pull more often.`,
  );

export const unorderedFeed = ({ name, unit }: Site): Text =>
  text(
    `Trang ${name} (${unit}): tin trong RSS/Atom không xếp theo ngày, nên không biết có thiếu tin hoặc tin đã xóa hay không.`,
    `Site ${name} (${unit}): its feed is not in the order of days, so items that are missing or deleted cannot be told.`,
  );

export const unusableEntries = ({ name, unit }: Site, count: number): Text =>
  text(
    `Trang ${name} (${unit}): ${count} tin không có ngày đăng đọc được hoặc không có mã nên không được tính.`,
    `Site ${name} (${unit}): ${count} items without a readable date or identifier are not counted.`,
  );

/** `day`: of which nobody knows which items it had. */
export const stateLost = ({ name, unit }: Site, day: string): Text =>
  text(
    `Trang ${name} (${unit}): mất ghi nhớ của lần đọc trước, nên số liệu đến hết ngày ${formatDay(day)} được giữ nguyên.`,
    `Site ${name} (${unit}): what the last poll had seen is lost, so figures up to ${formatDay(day)} are kept as they are.`,
  );

/** Category names of a web site are public; some of them help to choose. */
const SHOWN = 5;
const LONGEST_NAME = 60;

/** `names`: what categories the items bear. */
export const noKnownCategory = ({ name, unit }: Site, names: readonly string[]): Text => {
  const shown = names
    .slice(0, SHOWN)
    .map((one) => one.slice(0, LONGEST_NAME))
    .join(', ');
  return text(
    `Trang ${name} (${unit}): không tin nào thuộc bảng chuyên mục; RSS/Atom ghi các chuyên mục: ${shown}. Hãy bổ sung bảng chuyên mục của nguồn.`,
    `Site ${name} (${unit}): no item is in a configured category; its feed has the categories: ${shown}. Add them to the categories of the source.`,
  );
};

export const withoutCategories = ({ name, unit }: Site) =>
  configError(
    'FEED_WITHOUT_CATEGORIES',
    text(
      `Trang ${name} (${unit}): tin trong RSS/Atom không ghi chuyên mục, nên không biết tin nào là tin lãnh đạo hay tin hoạt động. Hãy khai báo địa chỉ RSS của từng chuyên mục kèm loại tin.`,
      `Site ${name} (${unit}): the items of its feed bear no category, so their kind cannot be told. Enter the feed of each category with its kind.`,
    ),
  );
