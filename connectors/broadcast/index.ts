import { defineConnector } from '../../src/connector-kit/connector.ts';
import { text } from '../../src/core/text.ts';
import { check } from './check.ts';
import { config, practiceConfig } from './config.ts';
import { bulletins } from './measures.ts';
import { read } from './read.ts';
import { simulate } from './simulator.ts';

export const broadcast = defineConnector({
  id: 'broadcast',
  version: '1.1.0',
  title: text(
    'Phát thanh cơ sở (hệ thống thông tin nguồn)',
    'Grassroots broadcast (source information system)',
  ),
  description: text(
    'Bản tin của đài truyền thanh cấp xã, cấp huyện và lịch sử phát.',
    'Bulletins of commune and district stations and when they were aired.',
  ),
  config,
  records: [bulletins],
  values: [],
  check,
  read,
  simulate,
  practiceConfig,
});
