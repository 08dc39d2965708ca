import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { configured, type RecordMeasure } from '../../src/connector-kit/connector.ts';
import type { Row } from '../../src/connector-kit/declared-rows.ts';
import type { Clock } from '../../src/core/clock.ts';
import { type Trial, tryCheck, tryRead } from '../../test/kit/connector-run.ts';
import { connectorSuite } from '../../test/kit/connector-suite.ts';
import { PRACTICE_UNITS } from '../../test/kit/practice-units.ts';
import { genericFile } from './index.ts';
import { PRACTICE_TOKEN } from './practice.ts';

connectorSuite(genericFile, {
  secrets: [PRACTICE_TOKEN],
  badConfig: { transport: 'http', lists: [] },
  bodies: 'text',
});

const NOW = new Date('2024-04-02T09:00:00+07:00');
const clock: Clock = { now: () => NOW };
const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
const blockOf = (kind: string) => new RegExp(`\`\`\`${kind}\\n(.*?)\`\`\``, 's').exec(readme)?.[1] ?? '';
const CONFIG = JSON.parse(blockOf('json'));
const FILE = blockOf('csv');

let dropDir: string;
beforeEach(async () => {
  dropDir = await mkdtemp(join(tmpdir(), 'generic-file-'));
  await mkdir(join(dropDir, 'lop-hoc'));
});
afterEach(() => rm(dropDir, { recursive: true }));

async function drop(name: string, content: string, changedAt = new Date('2024-04-01T00:00:00Z')) {
  const file = join(dropDir, 'lop-hoc', name);
  await writeFile(file, content);
  await utimes(file, changedAt, changedAt);
}

const input = (config: object) => ({
  connector: genericFile,
  config: genericFile.config.parse(config),
  clock,
  units: PRACTICE_UNITS,
  window: { from: '2024-01-01', to: '2024-12-31' },
  dropDir,
});
const read = (config: object = CONFIG) => tryRead(input(config));
const recordsOf = ({ batches }: Trial) =>
  batches.flatMap((batch) => (batch.type === 'records' ? batch.records : []));
const slicesOf = ({ batches }: Trial) =>
  batches.flatMap((batch) => (batch.type === 'slice' ? [batch.window.from] : []));

describe('the worked example of the README', () => {
  it('gives the facts of its table and tells what it left out', async () => {
    await drop('lop-thang-3.csv', FILE);
    const trial = await read();
    expect(trial.error).toBeNull();
    const [stream] = configured(genericFile, genericFile.config.parse(CONFIG), new Map()).records;
    const counted = (data: unknown) =>
      ((stream?.measures ?? []) as unknown as RecordMeasure<Row>[]).map((one) =>
        String(one.count(data as Row)),
      );
    const table = readme.split('\n').filter((line) => /^\| L\d/.test(line));
    expect(
      recordsOf(trial).map(({ key, unit, at, data }) => [key, unit, at.slice(0, 10), ...counted(data)]),
    ).toEqual(
      table.map((line) =>
        line
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim()),
      ),
    );
    expect(trial.batches).toContainEqual(
      expect.objectContaining({ type: 'aside', why: 'NO_DAY', count: 1, example: 'lop-thang-3.csv 6: at' }),
    );
  });

  it('check shows its first row as it is read', async () => {
    await drop('lop-thang-3.csv', FILE);
    const { result } = await tryCheck(input(CONFIG));
    expect(result).toMatchObject({
      ok: true,
      sample: 'Lớp bồi dưỡng: đơn vị 19804, ngày 05/03/2024; KHAC.LOP = 1, KHAC.NGUOI_HOC = 1250',
    });
  });
});

describe('the files of a folder', () => {
  const HEAD = 'Mã lớp;Đơn vị;Ngày mở;Học viên\n';

  it('are one list; months of which they hold nothing are left as they are', async () => {
    await drop('lop-1.csv', `${HEAD}A;19804;05/01/2024;10\n`);
    await drop('lop-3.csv', `${HEAD}B;19804;05/03/2024;10\nC;19804;05/03/2023;10\n`);
    await drop('khac.csv', 'rác');
    const trial = await read();
    expect(recordsOf(trial).map(({ key }) => key)).toEqual(['A', 'B']);
    expect(slicesOf(trial)).toEqual(['2024-01-01', '2024-03-01']);
  });

  it('F27 a row of a day that cannot be is told with the last month', async () => {
    await drop('lop-1.csv', `${HEAD}A;19804;05/01/2024;10\nB;19804;20/01/1970;10\nC;19804;20/01/1990;10\n`);
    const trial = await read();
    expect(recordsOf(trial).map(({ key }) => key)).toEqual(['A', 'B']);
    expect(slicesOf(trial)).toEqual(['2024-01-01', '2024-04-01']);
  });

  it('F50 of the same content count once, and it is said', async () => {
    for (const name of ['lop-1.csv', 'lop-1 (1).csv']) await drop(name, `${HEAD}A;19804;05/01/2024;10\n`);
    const trial = await read();
    expect(recordsOf(trial)).toHaveLength(1);
    expect(trial.batches.find(({ type }) => type === 'warning')).toMatchObject({
      text: { vi: 'Tệp lop-hoc/lop-1.csv giống hệt lop-1 (1).csv nên chỉ tính một lần.' },
    });
  });

  it.each([
    ['F50 one that is still being copied', 'lop-1.csv', NOW, 'FILE_CHANGING', 'retry'],
    ['none with such a name', 'bao-cao.csv', undefined, 'NO_FILE', 'config'],
  ])('%s', async (_, name, changedAt, code, family) => {
    await drop(name, `${HEAD}A;19804;05/01/2024;10\n`, changedAt);
    expect((await read()).error).toMatchObject({ code, family });
  });

  it('F09 a column that is not there any more is told', async () => {
    await drop('lop-1.csv', 'Mã lớp;Đơn vị;Học viên\nA;19804;10\n');
    const { error } = await read();
    expect(error).toMatchObject({ family: 'config', text: { vi: expect.stringContaining('Ngày mở') } });
  });
});
