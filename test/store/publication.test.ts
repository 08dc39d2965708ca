import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { assessmentView, assessmentViews } from '../../src/app/assessments.ts';
import { createHub } from '../../src/app/create-hub.ts';
import { SharedClock } from '../../src/app/shared-clock.ts';
import { silentLog } from '../../src/connector-kit/log.ts';
import { publicationView } from '../../src/app/publication/publications.ts';
import { publishResults } from '../../src/app/publication/publish-results.ts';
import { removalProposals } from '../../src/app/removal-proposals.ts';
import { checkPublications } from '../../src/store/publications.ts';
import { ADMIN, type Api, startApi } from '../kit/api.ts';
import { commandsOf } from '../kit/commands.ts';
import { post, recordScript } from '../kit/scripted-connector.ts';
import { onEachDatabase, onPostgres } from '../kit/test-databases.ts';
import { TestHub, YEAR } from '../kit/test-hub.ts';
import { refusal } from '../kit/refusal.ts';

const REASON = 'Đính chính số tin bài của Phường An';
const PLACE = 'indexSet: "test-set", year: 2024';
const COMMUNES = `assessment(${PLACE}, level: COMMUNE)`;

/** So many posts of Phường An and Phường Bình, scored. */
async function scoredWith(hub: TestHub, an: number, binh: number): Promise<void> {
  const posts = (unit: string, count: number) =>
    Array.from({ length: count }, (_, n) => post(`${unit}-${n}`, unit, '2024-02-05'));
  await hub.pull(recordScript([...posts('19801', an), ...posts('19802', binh)], YEAR));
  await hub.score();
}

const idOf = async ({ deps }: TestHub): Promise<number> => {
  const [row] = await deps.database.rows<{ id: number }>(`select id from assessment where level = 'COMMUNE'`);
  return row?.id ?? 0;
};

async function answer(api: Api, query: string, headers = {}) {
  const { body } = await api.query(query, {}, headers);
  expect(body.errors).toBeUndefined();
  return body.data;
}

const publish = async (api: Api, reason: string | null) => {
  const { assessment } = await answer(api, `{ ${COMMUNES} { id } }`, ADMIN);
  const { body } = await api.query(
    `mutation ($input: PublishResultsInput!) { publishResults(input: $input) {
       publication { id number publishedAt publishedBy reason hash heldScores frozenCopy assessment { state } }
       userErrors { code message } } }`,
    { input: { assessment: assessment.id, reason } },
    ADMIN,
  );
  const { publication, userErrors } = body.data.publishResults;
  return publication ?? userErrors[0];
};

/** Everything that tells the points of Phường An, each in its own way. */
async function pointsBy(api: Api, headers = {}, asOf: string | null = null) {
  const at = asOf ? `, asOf: "${asOf}"` : '';
  const [from, to] = ['2024-01-01T00:00:00Z', new Date().toISOString()];
  const data = await answer(
    api,
    `{ ${COMMUNES} {
         ranking(first: 1${at}) { nodes { id points unit { code } } export { json } }
         ordered: ranking(first: 1, orderBy: { field: POINTS, direction: DESC }${at}) { nodes { points } }
         scores(first: 1, filter: { indicators: ["1.1"] }${at}) { nodes { score { points } } }
         statistics${at && `(${at.slice(2)})`} { points { max } }
         unitComparison(units: ["19801", "19802"]${at}) { scoreboards { points } } }
       scoreboard(unit: "19801", ${PLACE}${at}) { id points indicator(code: "1.1") { receipt { quantities {
         value facts(first: 100) { nodes { value } } } } } }
       scoreboardChanges(unit: "19801", ${PLACE}, from: "${from}", to: "${asOf ?? to}") { before { points } after { points } }
       unit(code: "19801") { trend(indexSet: "test-set"${at}) { points }
         yearComparison(from: { ${PLACE} }, to: { ${PLACE} }) { to { points } } } }`,
    headers,
  );
  const { assessment, scoreboard, scoreboardChanges, unit } = data;
  const [quantity] = scoreboard.indicator.receipt.quantities;
  const ids = [assessment.ranking.nodes[0].id, scoreboard.id];
  const nodes = await answer(
    api,
    `{ nodes(ids: ${JSON.stringify(ids)}) { ... on RankingEntry { points } ... on Scoreboard { points } } }`,
    headers,
  );
  const { body: table } = await api.send(assessment.ranking.export.json, { headers });
  return {
    page: assessment.ranking.nodes[0].points,
    report: assessment.ordered.nodes[0].points,
    rows: assessment.scores.nodes[0].score.points,
    statistics: assessment.statistics.points.max,
    comparison: assessment.unitComparison.scoreboards[0].points,
    board: scoreboard.points,
    receipt: quantity.value * 2,
    facts: quantity.facts.nodes.reduce((sum: number, { value }: { value: number }) => sum + value, 0) * 2,
    changes: scoreboardChanges.after.points,
    trend: unit.trend[0].points,
    ...(asOf === null && { years: unit.yearComparison.to.points }),
    nodes: nodes.nodes[0].points === nodes.nodes[1].points ? nodes.nodes[0].points : nodes.nodes,
    export: table.rows[0].points,
  };
}

const everywhere = (points: number, found: object) =>
  expect(found).toEqual(Object.fromEntries(Object.keys(found).map((way) => [way, points])));

onEachDatabase('published results', (open) => {
  it('stay as they were published, by every way, while the live ones move on', async () => {
    const hub = await TestHub.open(await open());
    const api = await startApi(
      createHub(hub.deps, async () => {}),
      { publicRead: 'results' },
    );
    try {
      await scoredWith(hub, 3, 1);
      const closed = await api.query(`{ ${COMMUNES} { id } }`);
      expect(closed.body.errors[0].extensions.code).toBe('NO_ASSESSMENT');
      const view = await assessmentView(hub.deps, 'test-set', 2024, 'COMMUNE');
      const watched = { ...view, indexSet: { ...view.indexSet, removalBelowPercent: 101 } };
      expect(await removalProposals(hub.deps, watched)).not.toEqual([]);
      const strangers = { ...hub.deps, publishedOnly: true };
      expect(await removalProposals(strangers, watched)).toEqual([]);
      expect(await assessmentViews(strangers)).toEqual([]);
      const first = await publish(api, null);
      expect(first).toMatchObject({
        number: 1,
        reason: null,
        heldScores: 0,
        assessment: { state: 'PUBLISHED' },
      });
      everywhere(6, await pointsBy(api));
      const shown = await answer(api, `{ ${COMMUNES} { scoredAt practice } }`);
      expect(shown).toEqual(await answer(api, `{ ${COMMUNES} { scoredAt practice } }`, ADMIN));

      await scoredWith(hub, 5, 1);
      everywhere(6, await pointsBy(api));
      expect(await answer(api, `{ ${COMMUNES} { scoredAt practice } }`)).toEqual(shown);
      everywhere(10, await pointsBy(api, ADMIN));

      expect(await publish(api, null)).toMatchObject({ code: 'BAD_REASON' });
      const second = await publish(api, REASON);
      expect(second).toMatchObject({ number: 2, reason: REASON });
      everywhere(10, await pointsBy(api));
      everywhere(6, await pointsBy(api, {}, first.publishedAt));
      expect(await publish(api, REASON)).toMatchObject({ code: 'NOTHING_CHANGED' });

      const asked = `{ ${COMMUNES} { viewerCanPublish unscoredReason(asOf: "2024-11-20T00:00:00Z")
        ranking(first: 5, asOf: "2024-11-20T00:00:00Z") { totalCount }
        publications(first: 5) { nodes { number publishedBy hash } } } }`;
      const { assessment } = await answer(api, asked);
      expect(assessment).toMatchObject({
        viewerCanPublish: false,
        unscoredReason: expect.stringContaining('chưa được công bố'),
        ranking: { totalCount: 0 },
        publications: {
          nodes: [
            { number: 2, publishedBy: null, hash: second.hash },
            { number: 1, publishedBy: null, hash: first.hash },
          ],
        },
      });
      const copy = await api.send(first.frozenCopy);
      expect(createHash('sha256').update(copy.text).digest('hex')).toBe(first.hash);
      expect(copy.body.units[0]).toMatchObject({ code: '19801', name: 'Phường An', rank: 1, points: 6 });
    } finally {
      await api.close();
    }
  });

  it('cannot be changed or deleted, and show it where somebody did', async () => {
    const hub = await TestHub.open(await open());
    await scoredWith(hub, 3, 1);
    const clock = await SharedClock.of(hub.database, silentLog);
    const hubs = { deps: hub.deps, hub: createHub(hub.deps, async () => {}), clock, close: async () => {} };
    const command = commandsOf(
      () => hubs,
      () => readConfig({}),
    );
    const done = await command('publish', 'test-set/2024/COMMUNE', '--json');
    expect(done.code, done.stderr).toBe(0);
    const made = JSON.parse(done.stdout);
    expect(await command('publish', 'test-set/2024')).toMatchObject({ code: 2 });
    expect(await command('publications', 'verify')).toMatchObject({ code: 0 });
    const { database } = hub;
    const changes = [
      `update publication set document = replace(document, '"points":6', '"points":7')`,
      `update publication set hash = 'ab' where number = 1`,
      `update publication set document = '{}', hash = encode(sha256('{}'), 'hex')`,
      'delete from publication',
    ];
    for (const statement of [...changes, 'truncate publication']) {
      await expect(database.rows(statement), statement).rejects.toThrow('append-only');
    }
    const key = 'test-set/2024/COMMUNE/1';
    expect(await checkPublications(database)).toEqual([{ key, isWhole: true }]);
    await database.rows('alter table publication disable trigger all');
    for (const statement of changes) {
      const [whole] = await database.rows<{ document: string }>('select document from publication');
      await database.rows(statement);
      expect(await checkPublications(database), statement).toEqual([{ key, isWhole: false }]);
      const told = { code: 4, stderr: expect.stringMatching(`${key}[^]*PUBLICATION_BROKEN`) };
      expect(await command('publications', 'verify')).toMatchObject(told);
      const again = 'update publication set document = $1, hash = $2';
      await database.rows(again, [whole?.document, made.hash]);
    }
  });
});

onPostgres('what cannot be published', (open) => {
  const why = async (hub: TestHub) =>
    refusal(publishResults(hub.deps, { assessment: await idOf(hub), reason: null }));

  it('is refused with the reason', async () => {
    const hub = await TestHub.open(await open(), '2024-11-15T10:00:00+07:00');
    expect(await why(hub)).toBe('DATA_WINDOW_NOT_OVER');
    hub.clock.set('2024-11-16T03:00:00+07:00');
    expect(await why(hub)).toBe('NOTHING_SCORED');
    await hub.score();
    expect(await why(hub)).toBe('NOTHING_SCORED');
    await scoredWith(hub, 3, 1);
    const { id } = hub.source;
    const made = await hub.addSource('Thực hành', { practice: true });
    expect(await why(hub)).toBe('PRACTICE_DATA');
    await scoredWith(hub, 4, 1);
    // The practice source is off again, but it was there when the scores were made.
    await hub.database.rows('update source set enabled = false where id = $1', [made.id]);
    expect(await why(hub)).toBe('PRACTICE_DATA');
    await hub.database.rows('update source set practice = true, enabled = false where id = $1', [id]);
    await hub.score();
    expect(await why(hub)).toBe('PRACTICE_DATA');
    await expect(publishResults(hub.deps, { assessment: await idOf(hub), reason: null })).rejects.toThrow(
      '"Nguồn thử"',
    );
    expect(await refusal(publishResults(hub.deps, { assessment: 99, reason: null }))).toBe(
      'UNKNOWN_ASSESSMENT',
    );
    for (const key of ['x', '7', '9999999999'])
      expect(await refusal(publicationView(hub.deps, key))).toBe('UNKNOWN_PUBLICATION');
  });
});
