import type { SourceRecord } from '../../src/connector-kit/connector.ts';
import { timeOf } from '../../src/connector-kit/shape.ts';
import { withoutAccents } from '../../src/core/text.ts';
import type { BulletinRow } from './answers.ts';
import type { BroadcastConfig } from './config.ts';

export interface Bulletin {
  /** About digital transformation. */
  readonly isDigital: boolean;
  /** Of a priority that the province counts; true where the source tells none. */
  readonly isOfPriority: boolean;
  readonly standing: 'AIRED' | 'AIRING_FAILED' | 'NEVER_AIRED';
}

/**
 * Dated by its first successful airing, else by its first failed one, else by the day it was made.
 * The title is kept only where it can count: loudspeakers also read out obituaries.
 */
export function bulletinRecord(row: BulletinRow, config: BroadcastConfig, now: Date): SourceRecord<Bulletin> {
  const airings = row.lichSuPhat
    .map(({ batDau, ketQua }) => ({ at: timeOf(batDau), isHeard: ketQua === 'THANH_CONG' }))
    .filter(({ at }) => new Date(at) <= now)
    .sort((a, b) => (a.at < b.at ? -1 : 1));
  const airing = airings.find(({ isHeard }) => isHeard) ?? airings[0];
  const isDigital = isAboutDigital(row, config);
  return {
    key: row.maBanTin,
    unit: (row.maXa ?? row.maDonVi) as string,
    at: airing?.at ?? timeOf(row.ngayTao),
    title: isDigital ? row.tieuDe : null,
    data: {
      isDigital,
      isOfPriority: !row.loai || config.priorities.some((priority) => priority === row.loai),
      standing: !airing ? 'NEVER_AIRED' : airing.isHeard ? 'AIRED' : 'AIRING_FAILED',
    },
  };
}

function isAboutDigital({ linhVuc, tieuDe }: BulletinRow, { topics, keywords }: BroadcastConfig): boolean {
  const title = withoutAccents(tieuDe);
  return topics.includes(linhVuc) || keywords.some((keyword) => title.includes(withoutAccents(keyword)));
}
