import { defineConnector } from '../../src/connector-kit/connector.ts';
import { text } from '../../src/core/text.ts';
import { check } from './check.ts';
import { type AgencyConfig, agencyConfig } from './config.ts';
import { FIGURES } from './measures.ts';
import { read } from './read.ts';
import { PRACTICE_KEY, simulateAgency } from './simulator.ts';

export const agencyFigures = defineConnector<AgencyConfig>({
  id: 'agency-figures',
  version: '1.0.0',
  title: text('Số liệu do cơ quan khác cung cấp', 'Figures handed over by agencies'),
  description: text(
    'Đọc số liệu do Công an tỉnh và cơ quan chuyên môn tổng hợp: cáp quang, tập huấn, định danh điện tử mức 2, sản phẩm trên sàn thương mại điện tử.',
    'Reads what the police and the digital agency compile: fibre, trainings, level 2 electronic identity, products on e-commerce platforms.',
  ),
  config: agencyConfig,
  records: [],
  values: [FIGURES],
  check,
  read,
  simulate: simulateAgency,
  practiceConfig: (url) => ({ transport: 'http', baseUrl: url, apiKey: PRACTICE_KEY, pageSize: 200 }),
});
