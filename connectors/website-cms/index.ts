import { defineConnector } from '../../src/connector-kit/connector.ts';
import { text } from '../../src/core/text.ts';
import { check } from './check.ts';
import { type Config, configSchema } from './config.ts';
import { news, profile } from './measures.ts';
import { read } from './read.ts';
import { PRACTICE_LOGIN, simulate } from './simulator.ts';

export const websiteCms = defineConnector<Config>({
  id: 'website-cms',
  version: '1.0.0',
  title: text('Trang thông tin điện tử (WordPress)', 'Web sites (WordPress)'),
  description: text(
    'Tin bài và trang giới thiệu của các đơn vị trên hệ thống trang WordPress dùng chung.',
    'News items and profile pages of the units on a shared WordPress system.',
  ),
  config: configSchema,
  records: [news, profile],
  values: [],
  check,
  read,
  simulate,
  practiceConfig: (url) => configSchema.parse({ baseUrl: url, ...PRACTICE_LOGIN }),
});
