import { defineConnector } from '../../src/connector-kit/connector.ts';
import { text } from '../../src/core/text.ts';
import { check } from './check.ts';
import { type IocConfig, iocConfig } from './config.ts';
import { ANTIVIRUS, SYSTEMS } from './measures.ts';
import { read } from './read.ts';
import { PRACTICE_KEY, simulateIoc } from './simulator.ts';

export const iocAntivirus = defineConnector<IocConfig>({
  id: 'ioc-antivirus',
  version: '1.1.0',
  title: text('IOC: phòng chống mã độc và hạ tầng dùng chung', 'IOC: antivirus and shared infrastructure'),
  description: text(
    'Đọc báo cáo tháng của Trung tâm giám sát, điều hành (IOC) qua API hoặc tệp, hoặc hỏi máy chủ quản trị phần mềm diệt virus: máy cài phần mềm, máy nhiễm, cảnh báo và hệ thống thông tin của từng đơn vị.',
    'Reads the monthly reports of the operations centre (IOC) over HTTP or from files, or asks the antivirus console: protected and infected hosts, notices and information systems of each unit.',
  ),
  config: iocConfig,
  records: [],
  values: [ANTIVIRUS, SYSTEMS],
  check,
  read,
  simulate: simulateIoc,
  practiceConfig: (url) => iocConfig.parse({ baseUrl: url, apiKey: PRACTICE_KEY }),
});
