import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createSource } from '../../src/app/create-source.ts';
import { knowMeasures } from '../../src/app/declared-measures.ts';
import type { HubDeps } from '../../src/app/deps.ts';
import { editSource } from '../../src/app/edit-source.ts';
import { startPull } from '../../src/app/pull/pull-source.ts';
import { readerHere } from '../../src/app/pull/reading/reader.ts';
import { receiptRecordsView, receiptView } from '../../src/app/receipt.ts';
import { sourceView, storedSource } from '../../src/app/sources.ts';
import type { FieldIssue } from '../../src/connector-kit/config-issues.ts';
import type { Connector, Json, SourceRecord } from '../../src/connector-kit/connector.ts';
import { rowMapShape } from '../../src/connector-kit/declared-list.ts';
import type { Row } from '../../src/connector-kit/declared-rows.ts';
import { declaredStreams } from '../../src/connector-kit/declared-streams.ts';
import { text } from '../../src/core/text.ts';
import { openEmbeddedDatabase } from '../kit/embedded-databases.ts';
import { refusal } from '../kit/refusal.ts';
import { POSTS, post, recordScript, type Script } from '../kit/scripted-connector.ts';
import { TestHub } from '../kit/test-hub.ts';

const DAYS = { from: '2024-01-01', to: '2024-01-31' };
const OWN = { code: 'KHAC.LICH_HEN', title: 'Lượt đặt lịch', unit: 'lượt', aggregation: 'SUM' };

/** What the connector says of any configuration. */
const OPEN_SECRETS: FieldIssue[] = [];

/** A list of bookings with these measures. */
const bookings = (...measures: object[]) => ({
  lists: [{ name: 'lich-hen', title: 'Lịch hẹn', key: 'id', unit: 'u', at: 'd', fields: {}, measures }],
});

const booking = (key: string, unit: string): SourceRecord<Row> => ({
  ...post(key, unit, '2024-01-05'),
  data: {},
});
const script = (...keys: string[]): Script =>
  recordScript(
    keys.map((key) => booking(key, '19801')),
    DAYS,
    { stream: 'lich-hen' },
  );

/** As one process of the hub has it: beside the scripted connector one whose lists its configuration declares. */
async function withDeclaring(hub: TestHub): Promise<HubDeps> {
  const deps = await hub.newDeps();
  const declaring: Connector<{ lists: z.infer<typeof rowMapShape>[] }> = {
    ...hub.script.connector,
    id: 'declaring',
    config: z.object({ lists: z.array(rowMapShape) }),
    records: [],
    values: [],
    streams: ({ lists }, known) => declaredStreams(lists, known),
    read: hub.script.connector.read as Connector<never>['read'],
    check: hub.script.connector.check as Connector<never>['check'],
    practiceConfig: () => ({ lists: [] }),
    openSecrets: () => OPEN_SECRETS,
  };
  const connectors = [...deps.connectors, declaring as Connector];
  return { ...deps, connectors, reader: readerHere(connectors, hub.clock) };
}

const make = (deps: HubDeps, name: string, config: object) =>
  createSource(deps, { name, connector: 'declaring', config: config as Json, schedule: null });

async function pull(hub: TestHub, deps: HubDeps, name: string, ...played: Script) {
  hub.script.next(played);
  return (await startPull(deps, await storedSource(deps, name), DAYS)).done;
}

// One database for all: the statements of its own are plain, those of receipts are tried on both engines.
describe('measures that a configuration declares', () => {
  let hub: TestHub;
  let deps: HubDeps;
  beforeAll(async () => {
    hub = await TestHub.open(await openEmbeddedDatabase());
    deps = await withDeclaring(hub);
  }, 60_000);
  afterAll(() => hub.database.close());
  const own = (name: string) => ({ ...OWN, code: `KHAC.${name}` });

  it('become facts, and every process knows their titles', async () => {
    const before = await withDeclaring(hub);
    const { measures } = await make(deps, 'Đặt lịch', bookings(OWN));
    expect(measures.map(({ code, title }) => [code, title.vi])).toEqual([[OWN.code, OWN.title]]);
    expect(await pull(hub, before, 'Đặt lịch', ...script('a', 'b'))).toMatchObject({ state: 'OK' });
    expect(await hub.lines(OWN.code)).toEqual(['19801 2024-01-05 2']);
    const after = await withDeclaring(hub);
    await knowMeasures(after, [OWN.code]);
    for (const one of [deps, before, after])
      expect(one.measures.get(OWN.code)).toMatchObject({ title: { vi: OWN.title } });
  });

  it('stand in receipts with the records that were counted for them', async () => {
    const measures = [{ ...own('KHONG'), where: '`false`' }, { code: POSTS.code }];
    await make(deps, 'Tin', bookings(...measures));
    await pull(hub, deps, 'Tin', ...script('a', 'b'));
    await hub.score();
    const { quantities } = await receiptView(deps, await hub.board('19801'), '1.1', 'vi');
    const [posts] = quantities.filter(({ measure }) => measure.code === POSTS.code);
    expect(posts?.value).toBe(2);
    const { items } = await receiptRecordsView(deps, posts!, { first: 10, after: null }, 'vi');
    expect(items.map(({ node }) => [node.externalId, node.counted])).toEqual([
      ['a', true],
      ['b', true],
    ]);
  });

  it.each([
    ['nobody describes it', { code: 'KHAC.MOI' }, 'BAD_CONFIG'],
    ['it contradicts the release', { ...OWN, code: POSTS.code }, 'BAD_CONFIG'],
    ['it contradicts another source', { ...OWN, unit: 'người' }, 'BAD_CONFIG'],
    ['it says the same as another source', OWN, 'DONE'],
  ])('when %s', async (name, measure, code) => {
    expect(await refusal(make(deps, name, bookings(measure)))).toBe(code);
  });

  it('keep their facts when a new configuration leaves them out, and no setting may name them then', async () => {
    const [old, next] = [own('CU'), own('SAU')];
    await make(deps, 'Sửa', bookings(old));
    await pull(hub, deps, 'Sửa', ...script('a'));
    const edit = async (more: object) => {
      const { id, version } = await sourceView(deps, 'Sửa');
      return editSource(deps, { source: id, version, ...more });
    };
    await edit({ settings: { zeroIsNormal: [old.code] } });
    expect(await refusal(edit({ config: bookings(next) as Json }))).toBe('BAD_SETTINGS');
    await edit({ config: bookings(next) as Json, settings: {} });
    await pull(hub, deps, 'Sửa', ...script('a', 'b'));
    expect(await hub.lines(old.code)).toEqual(['19801 2024-01-05 1']);
    expect(await hub.lines(next.code)).toEqual(['19801 2024-01-05 2']);
  });

  it('never stand beside invented figures: a real source switches off the practice source of its measure', async () => {
    hub.source = await hub.addSource('Thực hành', { practice: true });
    await hub.pull(recordScript([post('c', '19803', '2024-01-07')], DAYS), DAYS);
    const ofPractice = () => hub.count('fact', `known_to is null and source_id = ${hub.source.id}`);
    expect(await ofPractice()).toBeGreaterThan(0);
    await make(deps, 'Thật', bookings({ code: POSTS.code }));
    expect(await ofPractice()).toBe(0);
    expect(await sourceView(deps, 'Thực hành')).toMatchObject({ enabled: false });
  });

  it('F45 rows that cannot be used hold the pull and are told', async () => {
    await make(deps, 'Dòng hỏng', bookings(own('HONG')));
    const [records, end] = script('a');
    const aside = { type: 'aside', stream: 'lich-hen', why: 'NO_DAY', count: 3, example: '#5: at' } as const;
    const run = await pull(hub, deps, 'Dòng hỏng', records!, aside, end!);
    expect(run).toMatchObject({
      state: 'NEEDS_REVIEW',
      message: { vi: expect.stringContaining('3 dòng không có ngày đọc được (ví dụ dòng #5: at).') },
    });
  });

  it('S19 a key that lies open since before that was refused: the pull is good and tells what to do', async () => {
    await make(deps, 'Khóa cũ', bookings(own('KHOA')));
    OPEN_SECRETS.push({ field: 'lists.0.query', message: text('"khoa" lộ', '"khoa" lies open') });
    const run = await pull(hub, deps, 'Khóa cũ', ...script('a'));
    expect(await refusal(make(deps, 'Khóa mới', bookings(own('KHOA'))))).toBe('BAD_CONFIG');
    OPEN_SECRETS.length = 0;
    expect(run).toMatchObject({
      state: 'OK',
      message: {
        vi: expect.stringMatching(
          /Cần sửa cấu hình của nguồn, lists\.0\.query: "khoa" lộ\. Sau đó hãy đổi khóa/,
        ),
      },
    });
  });
});
