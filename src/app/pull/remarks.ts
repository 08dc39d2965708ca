import { formatNumber, type Text, text } from '../../core/text.ts';
import type { PullResult } from './inspect.ts';

/** What staff should know of a pull that may be published all the same. */
export function remarks({ units, slices, onlyUnitIds }: PullResult): Text[] {
  const isMixed = onlyUnitIds === null && units.foreign > 0 && units.own > 0;
  const capped = slices.find(({ received, isConfirmed }) => !isConfirmed && isLikeACap(received));
  return [
    ...(isMixed
      ? [
          text(
            `Có số liệu của ${units.foreign} đơn vị ngoài tỉnh (ví dụ ${units.example}); các đơn vị này không được chấm điểm.`,
            `There are figures of ${units.foreign} units outside of the province (such as ${units.example}); these are not scored.`,
          ),
        ]
      : []),
    ...(capped
      ? [
          text(
            `Kỳ ${capped.window.from} - ${capped.window.to} có đúng ${formatNumber(capped.received, 'vi')} bản ghi: có thể nguồn chỉ trả về tối đa bấy nhiêu. Hãy đối chiếu với hệ thống nguồn.`,
            `${capped.window.from} to ${capped.window.to} has exactly ${formatNumber(capped.received, 'en')} records: the source may never send more. Compare with the source itself.`,
          ),
        ]
      : []),
  ];
}

/** 1,000, 2,000, 5,000, 10,000, …: where systems stop counting, and where sources seldom end by chance. */
const isLikeACap = (records: number): boolean => /^[125]0{3,}$/.test(String(records));
