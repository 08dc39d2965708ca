import { defineConnector } from '../../src/connector-kit/connector.ts';
import { declaredStreams } from '../../src/connector-kit/declared-streams.ts';
import { openSecretIssues } from '../../src/connector-kit/open-secret.ts';
import { text } from '../../src/core/text.ts';
import { check } from './check.ts';
import { config } from './config.ts';
import { practiceConfig } from './practice.ts';
import { read } from './read.ts';
import { simulate } from './simulator.ts';

export const genericFile = defineConnector({
  id: 'generic-file',
  version: '1.0.0',
  title: text('Tệp bảng bất kỳ (CSV, XLSX, JSON)', 'Any table file (CSV, XLSX, JSON)'),
  description: text(
    'Tệp bảng trong thư mục nhận tệp hoặc qua HTTP: tên cột, đơn vị, ngày và đại lượng đều khai báo trong cấu hình.',
    'Table files in the drop folder or over HTTP: columns, unit, day and measures are all declared.',
  ),
  config,
  openSecrets: ({ lists }) => openSecretIssues(lists),
  records: [],
  values: [],
  streams: ({ lists }, known) => declaredStreams(lists, known),
  check,
  read,
  simulate,
  practiceConfig,
  withoutPractice:
    'Its figures belong to no index set: they would be noise beside those of the real systems.',
});
