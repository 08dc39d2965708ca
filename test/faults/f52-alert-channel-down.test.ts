import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { email } from '../../src/app/alerts/email.ts';
import { webhook } from '../../src/app/alerts/webhook.ts';
import { createHub } from '../../src/app/create-hub.ts';
import { createMetrics } from '../../src/server/metrics.ts';
import { endedRun, makeDue, tick } from '../kit/alerts.ts';
import { startApi } from '../kit/api.ts';
import { onPostgresByTheRules } from '../kit/invariants.ts';
import { startMailServer } from '../kit/mail-server.ts';
import { gate, post, recordScript } from '../kit/scripted-connector.ts';
import { TestHub, YEAR } from '../kit/test-hub.ts';

const PASSWORD = 'mật-khẩu 4711/@';
const CANARY = 'canary-of-the-mail-server';

const closers: (() => Promise<unknown>)[] = [];
afterEach(() => Promise.all(closers.splice(0).map((close) => close())));

/** An address that answers with a status, and what it was sent. */
async function startWebhook(status: number) {
  const bodies: unknown[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    bodies.push(JSON.parse(body));
    response.writeHead(status).end(CANARY);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => new Promise((resolve) => server.close(resolve)));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook/${CANARY}`, bodies };
}

onPostgresByTheRules('F52 an alert channel that is down', (open) => {
  it('F52 keeps its message in the queue, shows it and counts it, and sends it when it is back', async () => {
    const hub = await TestHub.open(await open());
    const mailServer = await startMailServer(PASSWORD);
    closers.push(() => mailServer.close());
    const hook = await startWebhook(204);
    const mail = email({ smtpUrl: mailServer.url, to: 'a@hue.gov.vn, b@hue.gov.vn' });
    const channels = [mail, webhook(hook.url)];
    const served = createHub(hub.deps, async () => {});
    const api = await startApi(served, { metrics: createMetrics() });
    closers.push(() => api.close());

    mailServer.refusal = { status: 451, words: `${CANARY} try later` };
    await endedRun(hub, 'FAILED');
    await tick(hub, ...channels);

    expect(mailServer.mails).toEqual([]);
    expect(hook.bodies).toMatchObject([
      {
        event: 'OPENED',
        alerts: [{ kind: 'FAILED', source: { name: 'Nguồn thử' } }],
        text: expect.stringMatching(/lấy dữ liệu bị lỗi/),
      },
    ]);
    const shown = await api.query(
      '{ alerts(first: 5, state: OPEN) { nodes { kind message source { name } deliveries { channel state attempts lastError } } } }',
    );
    expect(shown.body.data.alerts.nodes).toEqual([
      {
        kind: 'FAILED',
        message: expect.stringMatching(
          /^Nguồn trả lời lỗi 500\. Hãy báo đơn vị vận hành nguồn\. Số liệu cũ được giữ nguyên/,
        ),
        source: { name: 'Nguồn thử' },
        deliveries: [
          { channel: 'EMAIL', state: 'WAITING', attempts: 1, lastError: 'SMTP_STATUS_451' },
          { channel: 'WEBHOOK', state: 'SENT', attempts: 1, lastError: null },
        ],
      },
    ]);
    const { text } = await api.send('/metrics');
    expect(text).toContain('hub_alert_deliveries_undelivered{channel="EMAIL",state="retrying"} 1');
    expect(text).toContain('hub_alerts_open{kind="FAILED"} 1');
    expect(text).not.toContain('Nguồn thử');

    mailServer.refusal = null;
    await makeDue(hub);
    await tick(hub, ...channels);
    await tick(hub, ...channels);
    expect(mailServer.mails).toHaveLength(1);
    expect(mailServer.mails[0]?.to).toEqual(['a@hue.gov.vn', 'b@hue.gov.vn']);
    expect(hook.bodies).toHaveLength(1);
    expect(hub.log.join()).toContain('SMTP_STATUS_451');
    expect(hub.log.join()).not.toContain(CANARY);
    expect(hub.log.join()).not.toContain(PASSWORD);
  });

  it('F52 a refused password and a broken webhook are told by codes alone', async () => {
    const hub = await TestHub.open(await open());
    const mailServer = await startMailServer('another password');
    closers.push(() => mailServer.close());
    const hook = await startWebhook(500);
    const gone = await startMailServer(PASSWORD);
    await gone.close();
    await endedRun(hub, 'FAILED');
    for (const smtpUrl of [mailServer.url.replace(/:[^:@]+@/, `:${CANARY}@`), gone.url]) {
      await tick(hub, email({ smtpUrl, to: 'a@hue.gov.vn' }), webhook(hook.url));
      await makeDue(hub);
    }
    const codes = hub.log.join().match(/code: '\w+'/g);
    expect(codes?.toSorted()).toEqual([
      "code: 'SMTP_ESOCKET'",
      "code: 'SMTP_STATUS_535'",
      "code: 'WEBHOOK_STATUS_500'",
      "code: 'WEBHOOK_STATUS_500'",
    ]);
    expect(hub.log.join()).not.toContain(CANARY);
    expect(JSON.stringify(await hub.database.rows('select * from alert_delivery'))).not.toContain(CANARY);
  });

  it('F52 a channel that never answers holds up neither the other channel nor a pull', async () => {
    const hub = await TestHub.open(await open());
    const hook = await startWebhook(204);
    const [asked, answered] = [gate(), gate()];
    const hanging = {
      kind: 'EMAIL' as const,
      send: async () => {
        asked.open();
        await answered.passed;
      },
    };
    await endedRun(hub, 'FAILED');
    const telling = tick(hub, hanging, webhook(hook.url));
    await asked.passed;
    await expect.poll(() => hook.bodies.length).toBe(1);
    const pulled = await hub.pull(recordScript([post('a', '19801', '2024-01-05')], YEAR));
    expect(pulled.state).toBe('OK');
    answered.open();
    await telling;
  });
});
