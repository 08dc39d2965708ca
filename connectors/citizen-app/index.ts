import { defineConnector } from '../../src/connector-kit/connector.ts';
import { text } from '../../src/core/text.ts';
import { check } from './check.ts';
import { config, practiceConfig } from './config.ts';
import { bulletins, figures, interactions } from './measures.ts';
import { read } from './read.ts';
import { simulate } from './simulator.ts';

export const citizenApp = defineConnector({
  id: 'citizen-app',
  version: '1.1.0',
  title: text('Ứng dụng công dân số Hue-S', 'Hue-S, the app for citizens'),
  description: text(
    'Phản ánh của người dân, bản tin và số liệu chốt hằng tháng của Hue-S.',
    'Reports of citizens, bulletins and the monthly closed figures of Hue-S.',
  ),
  config,
  records: [interactions, bulletins],
  values: [figures],
  check,
  read,
  simulate,
  practiceConfig,
});
