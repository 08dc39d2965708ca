import { defineConnector } from '../../src/connector-kit/connector.ts';
import { text } from '../../src/core/text.ts';
import { check } from './check.ts';
import { type Config, configSchema } from './config.ts';
import { dossiers, procedures, supplements } from './measures.ts';
import { read } from './read.ts';
import { PRACTICE_LOGIN, simulate } from './simulator.ts';

export const oneStopShop = defineConnector<Config>({
  id: 'one-stop-shop',
  version: '1.0.0',
  title: text('Hệ thống một cửa điện tử', 'One-stop shop'),
  description: text(
    'Hồ sơ, yêu cầu bổ sung và danh mục thủ tục hành chính qua bộ kết nối kiểu Cổng dịch vụ công quốc gia.',
    'Dossiers, requests to complete them and the catalogue of procedures, through an adapter in the style of the national public-service portal.',
  ),
  config: configSchema,
  records: [dossiers, supplements, procedures],
  values: [],
  check,
  read,
  simulate,
  practiceConfig: (url) => configSchema.parse({ baseUrl: url, ...PRACTICE_LOGIN }),
});
