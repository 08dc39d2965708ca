import { expect, it } from 'vitest';
import { editSource } from '../../src/app/edit-source.ts';
import { openConfig } from '../../src/app/pull/source-config.ts';
import type { Connector } from '../../src/connector-kit/connector.ts';
import { type StoredSource, sourceById } from '../../src/store/sources.ts';
import { onPostgresByTheRules } from '../kit/invariants.ts';
import { refusal } from '../kit/refusal.ts';
import { gate, post, recordScript, type Script } from '../kit/scripted-connector.ts';
import { SECRET, TestHub, YEAR } from '../kit/test-hub.ts';

const id = (hub: TestHub) => String(hub.source.id);
const stored = async (hub: TestHub) => (await sourceById(hub.database, hub.source.id)) as StoredSource;
const opened = async (hub: TestHub) =>
  openConfig(hub.script.connector as Connector, await stored(hub), hub.deps.keys).config;

onPostgresByTheRules('people who edit a source', (open) => {
  it('F39: of two who saw the same version one wins, the other is told', async () => {
    const hub = await TestHub.open(await open());
    const edit = (schedule: string) =>
      refusal(editSource(hub.deps, { source: id(hub), version: 1, schedule }));
    const answers = await Promise.all([edit('0 3 * * *'), edit('0 4 * * *')]);
    expect(answers.sort()).toEqual(['CONFLICT', 'DONE']);
    expect(await stored(hub)).toMatchObject({ version: 2, schedule: expect.stringMatching(/^0 [34]/) });
    expect(await refusal(editSource(hub.deps, { source: id(hub), version: 1, enabled: false }))).toBe(
      'CONFLICT',
    );
  });

  it('F39: a pull under way goes on with what it began with', async () => {
    const hub = await TestHub.open(await open());
    const [begun, edited] = [gate(), gate()];
    const script: Script = [
      async () => {
        begun.open();
        await edited.passed;
      },
      ...recordScript([post('a', '19801', '2024-01-05')], YEAR),
    ];
    const { done } = await hub.start(script);
    await begun.passed;
    const config = { url: 'https://nguon.example.vn/khac' };
    await editSource(hub.deps, { source: id(hub), version: 1, config, settings: { maxRecords: 1 } });
    edited.open();
    expect((await done).state).toBe('OK');
    expect(hub.script.contexts[0]?.config.url).toBe('https://nguon.example.vn');
    await hub.pull(recordScript([], YEAR));
    expect(hub.script.contexts[1]?.config.url).toBe('https://nguon.example.vn/khac');
  });

  it('what is left out stays: secrets survive a new address and a new name', async () => {
    const hub = await TestHub.open(await open());
    await editSource(hub.deps, {
      source: id(hub),
      version: 1,
      config: { url: 'https://nguon.example.vn/b' },
    });
    await editSource(hub.deps, { source: id(hub), version: 2, name: 'Tên mới' });
    expect(await opened(hub)).toEqual({ url: 'https://nguon.example.vn/b', token: SECRET });
    expect(await stored(hub)).toMatchObject({
      name: 'Tên mới',
      schedule: '0 2 * * *',
      enabled: true,
      version: 3,
    });
    expect(JSON.stringify((await stored(hub)).config)).not.toContain(SECRET);
    await editSource(hub.deps, { source: id(hub), version: 3, schedule: null, enabled: false });
    expect(await stored(hub)).toMatchObject({ schedule: null, enabled: false });
  });

  it.each([
    [{ name: ' ' }, 'BAD_INPUT'],
    [{ name: 'Nguồn khác' }, 'BAD_INPUT'],
    [{ schedule: 'mỗi đêm' }, 'BAD_INPUT'],
    [{ config: { url: 'không phải địa chỉ' } }, 'BAD_CONFIG'],
    [{ config: { url: 'https://nguon.example.vn', tokn: 'x' } }, 'BAD_CONFIG'],
    [{ config: { url: 'https://ke-gian.example.vn' } }, 'SECRET_BOUND_TO_HOST'],
    [{ config: { url: 'http://nguon.example.vn' } }, 'SECRET_BOUND_TO_HOST'],
    [{ config: { url: 'https://nguon.example.vn:8443' } }, 'SECRET_BOUND_TO_HOST'],
    [{ settings: { changeLimit: 0 } }, 'BAD_SETTINGS'],
    [{ settings: { requestsPerMinute: 1.5 } }, 'BAD_SETTINGS'],
    [{ settings: { unknown: 1 } }, 'BAD_SETTINGS'],
    [{ settings: { zeroIsNormal: ['KHONG.CO'] } }, 'BAD_SETTINGS'],
    [{ settings: { lookbackDays: 400 } }, 'BAD_SETTINGS'],
  ])('refuses %j and stores nothing', async (edit, code) => {
    const hub = await TestHub.open(await open());
    await hub.addSource('Nguồn khác');
    expect(await refusal(editSource(hub.deps, { source: id(hub), version: 1, ...edit }))).toBe(code);
    expect(await stored(hub)).toEqual(hub.source);
  });

  it('a practice source that a real one has replaced stays off', async () => {
    const hub = await TestHub.open(await open());
    await hub.database.rows('update source set practice = true, enabled = false');
    const on = { source: id(hub), enabled: true };
    await editSource(hub.deps, { ...on, version: 1 });
    await hub.database.rows('update source set enabled = false');
    await hub.addSource('Nguồn thật');
    expect(await refusal(editSource(hub.deps, { ...on, version: 2 }))).toBe('PRACTICE_RETIRED');
  });
});
