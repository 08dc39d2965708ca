import { defineConnector } from '../../src/connector-kit/connector.ts';
import { text } from '../../src/core/text.ts';
import { check } from './check.ts';
import { type Config, configSchema } from './config.ts';
import { news, profile } from './measures.ts';
import { read } from './read.ts';
import { PRACTICE_LOGIN, simulate } from './simulator.ts';

export const websiteCms = defineConnector<Config>({
  id: 'website-cms',
  version: '1.1.0',
  title: text('Trang thông tin điện tử', 'Web sites'),
  description: text(
    'Tin bài và trang giới thiệu của các đơn vị: WordPress, RSS/Atom, Liferay, SharePoint hoặc sitemap.',
    'News items and profile pages of the units: WordPress, RSS/Atom, Liferay, SharePoint or a sitemap.',
  ),
  config: configSchema,
  records: [news, profile],
  values: [],
  check,
  read,
  simulate,
  practiceConfig: (url) => configSchema.parse({ baseUrl: url, ...PRACTICE_LOGIN }),
});
