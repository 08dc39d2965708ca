import { defineConnector } from '../../src/connector-kit/connector.ts';
import { declaredStreams } from '../../src/connector-kit/declared-streams.ts';
import { openSecretIssues } from '../../src/connector-kit/open-secret.ts';
import { text } from '../../src/core/text.ts';
import { check } from './check.ts';
import { config } from './config.ts';
import { practiceConfig } from './practice.ts';
import { read } from './read.ts';
import { simulate } from './simulator.ts';

export const genericJson = defineConnector({
  id: 'generic-json',
  version: '1.0.0',
  title: text('Hệ thống khác qua API JSON', 'Another system by its JSON API'),
  description: text(
    'Hệ thống bất kỳ có API JSON: địa chỉ, xác thực, phân trang, các trường và đại lượng đều khai báo trong cấu hình.',
    'Any system with a JSON API: address, authentication, paging, fields and measures are all declared.',
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
