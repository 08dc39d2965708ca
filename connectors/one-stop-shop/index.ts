import { defineConnector } from '../../src/connector-kit/connector.ts';
import { text } from '../../src/core/text.ts';
import { check } from './check.ts';
import { type Config, configSchema } from './config.ts';
import { streams, streamsOf } from './measures.ts';
import { read } from './read.ts';
import { PRACTICE_CONFIGS } from './practice-configs.ts';
import { simulate } from './simulator.ts';

export const oneStopShop = defineConnector<Config>({
  id: 'one-stop-shop',
  version: '1.2.0',
  title: text('Hệ thống một cửa điện tử', 'One-stop shop'),
  description: text(
    'Hồ sơ, yêu cầu bổ sung, kết quả giải quyết, phản ánh kiến nghị và danh mục thủ tục hành chính qua bộ kết nối kiểu Cổng dịch vụ công quốc gia, trục LGSP/NDXP hoặc danh sách REST.',
    'Dossiers, requests to complete them, results, feedback and the catalogue of procedures, through an adapter in the style of the national public-service portal, an LGSP/NDXP gateway or REST lists.',
  ),
  config: configSchema,
  records: Object.values(streams),
  values: [],
  streams: ({ fields }) => ({ records: Object.values(streamsOf(fields)), values: [] }),
  check,
  read,
  simulate,
  practiceConfig: (url) => configSchema.parse({ baseUrl: url, ...PRACTICE_CONFIGS.adapter }),
});
