import { type Closing, closingsOf, lastClosedMonth } from '../../src/connector-kit/closing.ts';
import {
  type Batch,
  type CheckContext,
  type CheckResult,
  defineConnector,
  type ReadContext,
  type SourceValue,
} from '../../src/connector-kit/connector.ts';
import { dayOf } from '../../src/core/clock.ts';
import { text } from '../../src/core/text.ts';
import { iocClient } from './client.ts';
import { type IocConfig, iocConfig } from './config.ts';
import { ANTIVIRUS, antivirusValues, SYSTEMS, systemValues } from './measures.ts';
import { PRACTICE_KEY, simulateIoc } from './simulator.ts';

async function* read(context: ReadContext<IocConfig>): AsyncGenerator<Batch> {
  const client = iocClient(context);
  for (const closing of closingsOf(context.window, dayOf(context.clock.now()))) {
    const antivirus = await client.antivirus(closing.month);
    yield* monthSlice(
      ANTIVIRUS.name,
      closing,
      antivirusValues(antivirus.units, closing.day),
      antivirus.declaredTotal,
    );
    const systems = await client.systems(closing.month);
    yield* monthSlice(SYSTEMS.name, closing, systemValues(systems.units, closing.day), systems.declaredTotal);
  }
}

function* monthSlice(
  stream: string,
  { slice }: Closing,
  values: readonly SourceValue[],
  declaredTotal: number,
): Generator<Batch> {
  yield { type: 'values', stream, values };
  yield { type: 'slice', stream, window: slice, declaredTotal, state: null };
}

async function check(context: CheckContext<IocConfig>): Promise<CheckResult> {
  const month = lastClosedMonth(dayOf(context.clock.now()));
  const client = iocClient(context);
  const [antivirus, systems] = [await client.antivirus(month), await client.systems(month)];
  const first = antivirus.units[0];
  if (!first) {
    return {
      ok: false,
      message: text(
        `IOC trả lời nhưng báo cáo tháng ${month} không có đơn vị nào. Hãy hỏi IOC đã chốt tháng này chưa.`,
        `The IOC answers, but its report for ${month} holds no unit. Ask the IOC whether the month is closed.`,
      ),
      sample: null,
    };
  }
  return {
    ok: true,
    message: text(
      `Đọc được báo cáo tháng ${month}: ${antivirus.units.length} đơn vị về mã độc, ${systems.units.length} đơn vị về hệ thống.`,
      `Read the reports for ${month}: ${antivirus.units.length} units on malware, ${systems.units.length} units on systems.`,
    ),
    sample: `${first.unit} · so_may_quan_ly = ${first.counts.so_may_quan_ly}`,
  };
}

export const iocAntivirus = defineConnector<IocConfig>({
  id: 'ioc-antivirus',
  version: '1.0.0',
  title: text('IOC: phòng chống mã độc và hạ tầng dùng chung', 'IOC: antivirus and shared infrastructure'),
  description: text(
    'Đọc báo cáo tháng của Trung tâm giám sát, điều hành (IOC): máy cài phần mềm, máy nhiễm, cảnh báo và hệ thống thông tin của từng đơn vị.',
    'Reads the monthly reports of the operations centre (IOC): protected and infected hosts, notices and information systems of each unit.',
  ),
  config: iocConfig,
  records: [],
  values: [ANTIVIRUS, SYSTEMS],
  check,
  read,
  simulate: simulateIoc,
  practiceConfig: (url) => ({ baseUrl: url, apiKey: PRACTICE_KEY }),
});
