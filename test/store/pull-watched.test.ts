import { expect, it, vi } from 'vitest';
import { createHub } from '../../src/app/create-hub.ts';
import { hubStatistics } from '../../src/app/hub-statistics.ts';
import type { RunMeter } from '../../src/app/pull/run-meter.ts';
import { pullRunView } from '../../src/app/pull-progress.ts';
import { retryError } from '../../src/core/errors.ts';
import { text } from '../../src/core/text.ts';
import type { Span, SpanAttributes, Tracer } from '../../src/core/tracer.ts';
import { openQueue } from '../../src/store/queue.ts';
import { gate, HANG, post, recordScript, type Script } from '../kit/scripted-connector.ts';
import { onEachDatabase } from '../kit/test-databases.ts';
import { TestHub } from '../kit/test-hub.ts';

const DAYS = { from: '2024-01-01', to: '2024-02-29' };
const SCRIPT = recordScript([post('a', '19801', '2024-01-05'), post('b', '19802', '2024-02-05')], DAYS);

/** Spans in the order of their ends. */
class KeptSpans implements Tracer {
  readonly ended: { name: string; attributes: SpanAttributes; failure: string | undefined }[] = [];

  begin(name: string, attributes: SpanAttributes): Span {
    const span = { name, attributes, failure: undefined as string | undefined };
    return {
      note: (more) => void Object.assign(span, { attributes: { ...span.attributes, ...more } }),
      end: (failure) => void this.ended.push({ ...span, failure }),
    };
  }

  async span<T>(name: string, attributes: SpanAttributes, work: (span: Span) => Promise<T>): Promise<T> {
    const span = this.begin(name, attributes);
    return work(span).finally(() => span.end());
  }
}

async function watchedHub(hub: TestHub) {
  const tracer = new KeptSpans();
  const ended: Parameters<RunMeter['ended']>[] = [];
  const read = { records: 0, pages: 0, retries: 0 };
  const meter: RunMeter = {
    read: (_connector, more) => {
      read.records += more.records;
      read.pages += more.pages;
      read.retries += more.retries;
    },
    ended: (...one) => void ended.push(one),
  };
  hub.deps = { ...hub.deps, tracer, meter };
  return { tracer, ended, read };
}

const fromOf = ({ attributes }: { attributes: object }) => String((attributes as { from?: string }).from);

onEachDatabase('a pull that is watched', (open) => {
  it('U25: is a span with its slices and its publication, and counts', async () => {
    const hub = await TestHub.open(await open());
    const { tracer, ended, read } = await watchedHub(hub);
    const run = await hub.pull(SCRIPT, DAYS);
    await hub.score();
    // Slices are closed behind the reading, whichever comes first.
    const slices = tracer.ended.slice(0, 2).sort((a, b) => (fromOf(a) < fromOf(b) ? -1 : 1));
    expect([...slices, ...tracer.ended.slice(2, 4)]).toMatchObject([
      { name: 'slice', attributes: { stream: 'posts', from: '2024-01-01', to: '2024-01-31' } },
      { name: 'slice', attributes: { stream: 'posts', from: '2024-02-01', to: '2024-02-29' } },
      { name: 'publish' },
      {
        name: 'pull',
        attributes: { source: 1, connector: 'scripted', run: run.id, state: 'OK', records: 2 },
      },
    ]);
    expect(tracer.ended.at(4)).toMatchObject({ name: 'score', attributes: { year: 2024, level: 'COMMUNE' } });
    expect(ended).toEqual([['scripted', 'OK', expect.any(Number)]]);
    expect(read.records).toBe(2);

    await hub.pull([retryError('BROKEN', text('hỏng', 'broken'))], DAYS);
    expect(tracer.ended.at(-1)).toMatchObject({
      name: 'pull',
      attributes: { state: 'FAILED', error: 'BROKEN' },
    });
    expect(ended[1]?.slice(0, 2)).toEqual(['scripted', 'FAILED']);
  });

  it('U25: operators see sources, runs, the work list and alerts in numbers', async () => {
    const hub = await TestHub.open(await open());
    await hub.addSource('Nguồn khác');
    expect((await hubStatistics(hub.deps)).queue).toBeNull();
    const queue = await openQueue(hub.database, () => {});
    try {
      await hub.pull(SCRIPT, DAYS);
      await hub.pull([retryError('BROKEN', text('hỏng', 'broken'))], DAYS);
      await queue.enqueue(
        { sourceId: 1, ...DAYS, dueAt: '2024-11-15T19:00:00.000Z' },
        '6f9619ff-8b86-5011-8b42-00c04fc964ff',
      );
      const statistics = await hubStatistics(hub.deps);
      expect(statistics).toMatchObject({
        sources: [
          { id: '1', connector: 'scripted', health: 'FAILING', runs: { OK: 1, FAILED: 1 } },
          { id: '2', connector: 'scripted', health: 'NEVER_RUN', secondsSinceSuccess: null, runs: {} },
        ],
        queue: { waiting: 1, active: 0 },
        openAlerts: [],
        deliveries: [],
      });
      expect(statistics.sources[0]?.secondsSinceSuccess).toBeGreaterThan(0);
      expect(JSON.stringify(statistics)).not.toMatch(/Nguồn|example/);
    } finally {
      await queue.stop();
    }
  });

  it('shows how fast it is while it runs, and how fast it was when it has ended; F54: questions take turns with it', async () => {
    const hub = await TestHub.open(await open());
    const stop = new AbortController();
    const read = gate();
    const hanging: Script = [...SCRIPT.slice(0, 2), async () => read.open(), HANG];
    const { run, done } = await hub.start(hanging, DAYS, { signal: stop.signal });
    await read.passed;
    await expect
      .poll(async () => (await pullRunView(hub.deps, String(run.id))).ratePerSecond)
      .toBeGreaterThan(0);
    const forQuestions = vi.spyOn(hub.deps.turns, 'forQuestions');
    createHub(hub.deps, async () => {});
    expect(forQuestions).toHaveBeenCalledWith(hub.database.reading);
    const statement = vi.fn(() => new Promise<never>(() => {}));
    const questions = hub.deps.turns.forQuestions({ ...hub.database.reading, rows: statement });
    for (const name of ['a', 'b', 'c']) void questions.rows(name);
    await expect.poll(() => statement.mock.calls.length).toBe(2);
    stop.abort();
    await done;
    await expect.poll(() => statement.mock.calls.length).toBe(3);
    const ended = await pullRunView(hub.deps, String(run.id));
    expect(ended.ratePerSecond).toBeGreaterThan(0);
    expect(ended.secondsLeft).toBeNull();
  });
});
