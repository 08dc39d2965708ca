import { type SharedClock, WRONG_BY } from '../../app/shared-clock.ts';
import { MINUTE } from '../../core/clock.ts';
import { formatNumber, text } from '../../core/text.ts';
import { type Checked, good, poor, type Title } from './check.ts';

const CLOCK: Title = { name: 'clock', title: text('Đồng hồ', 'Clock') };

/** All days and deadlines follow the database's clock; one of the two is wrong all the same. */
export async function checkClock(clock: SharedClock): Promise<Checked> {
  const ahead = await clock.follow();
  if (Math.abs(ahead) < WRONG_BY) {
    return good(CLOCK, text('trùng với đồng hồ cơ sở dữ liệu', 'agrees with that of the database'));
  }
  const minutes = Math.round(Math.abs(ahead) / MINUTE);
  const found = text(
    `máy này ${ahead > 0 ? 'nhanh' : 'chậm'} hơn cơ sở dữ liệu ${formatNumber(minutes, 'vi')} phút; hệ thống theo giờ của cơ sở dữ liệu`,
    `this machine is ${formatNumber(minutes, 'en')} minutes ${ahead > 0 ? 'ahead of' : 'behind'} the database; the hub goes by the database's time`,
  );
  return poor(CLOCK, found, text('chỉnh giờ cả hai máy theo NTP', 'set both machines by NTP'));
}
