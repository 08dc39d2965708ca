import { defineConnector } from '../../src/connector-kit/connector.ts';
import { text } from '../../src/core/text.ts';
import { check } from './check.ts';
import { config, practiceConfig } from './config.ts';
import { items } from './measures.ts';
import { read } from './read.ts';
import { simulate } from './simulator.ts';

export const connectorTemplate = defineConnector({
  id: 'connector-template',
  version: '0.1.0',
  title: text('Hệ thống nguồn connector-template', 'A source system'),
  description: text('Đọc mục tin của từng đơn vị.', 'Reads the items of each unit.'),
  config,
  records: [items],
  values: [],
  check,
  read,
  simulate,
  practiceConfig,
});
