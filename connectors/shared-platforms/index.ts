import { defineConnector } from '../../src/connector-kit/connector.ts';
import { text } from '../../src/core/text.ts';
import { check } from './check.ts';
import { type PlatformConfig, platformConfig } from './config.ts';
import { MAP, USAGE } from './measures.ts';
import { read } from './read.ts';
import { PRACTICE_KEY, PRACTICE_SECRET, simulatePlatforms } from './simulator.ts';

export const sharedPlatforms = defineConnector<PlatformConfig>({
  id: 'shared-platforms',
  version: '1.1.0',
  title: text('Nền tảng số dùng chung', 'Shared digital platforms'),
  description: text(
    'Đọc thống kê tháng của nền tảng làm việc số, nền tảng báo cáo số và số đối tượng trên lớp bản đồ hiện trạng của từng đơn vị.',
    "Reads the monthly statistics of the digital work and reporting platforms and the number of records on each unit's current-state map layer.",
  ),
  config: platformConfig,
  records: [],
  values: [USAGE, MAP],
  check,
  read,
  simulate: simulatePlatforms,
  practiceConfig: (url) => ({
    transport: 'http',
    baseUrl: url,
    consumerKey: PRACTICE_KEY,
    consumerSecret: PRACTICE_SECRET,
    pageSize: 200,
  }),
});
