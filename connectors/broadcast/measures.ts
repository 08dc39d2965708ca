import type { RecordStream } from '../../src/connector-kit/connector.ts';
import { text } from '../../src/core/text.ts';
import type { Bulletin } from './records.ts';

export const bulletins: RecordStream<Bulletin> = {
  name: 'bulletins',
  title: text('Bản tin phát thanh cơ sở', 'Bulletins of the grassroots broadcast'),
  identifiesPerson: false,
  measures: [
    {
      code: 'BCAST.DX_BULLETIN',
      title: text('Bản tin chuyển đổi số đã phát', 'Bulletins on digital transformation that were aired'),
      unit: text('bản tin', 'bulletin'),
      aggregation: 'SUM',
      count: ({ isDigital, isOfPriority, standing }) => {
        if (!isDigital) return 'OTHER_TOPIC';
        if (!isOfPriority) return 'OTHER_PRIORITY';
        return standing === 'AIRED' ? 1 : standing;
      },
    },
  ],
  reasons: {
    OTHER_TOPIC: text('Không thuộc chủ đề chuyển đổi số', 'Not about digital transformation'),
    OTHER_PRIORITY: text('Mức ưu tiên không được tính', 'Of a priority that is not counted'),
    AIRING_FAILED: text('Phát không thành công lần nào', 'No airing was successful'),
    NEVER_AIRED: text('Chưa phát lần nào', 'Never aired'),
  },
};
