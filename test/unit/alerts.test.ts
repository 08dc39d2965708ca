import { describe, expect, it } from 'vitest';
import { alertMessage } from '../../src/app/alerts/alert-message.ts';
import { stalenessLimit } from '../../src/app/alerts/staleness.ts';
import { readConfig } from '../../src/config.ts';
import { HOUR } from '../../src/core/clock.ts';
import { text } from '../../src/core/text.ts';
import type { ClaimedDelivery } from '../../src/store/alert-deliveries.ts';

describe('U11: how long a source may be silent', () => {
  it.each([
    ['every night', '0 2 * * *', 36],
    ['every hour', '0 * * * *', 13],
    ['nights of working days: over the weekend', '0 2 * * 1-5', 72 + 12],
    ['every Monday', '0 2 * * 1', 168 + 12],
    ['never again', '0 2 30 2 *', null],
  ])('%s', (_, schedule, hours) => {
    const limit = stalenessLimit(schedule, new Date('2024-11-13T03:00:00+07:00'));
    expect(limit === null ? null : limit / HOUR).toBe(hours);
  });
});

const claimed = (part: Partial<ClaimedDelivery> = {}): ClaimedDelivery => ({
  id: 1,
  event: 'OPENED',
  attempts: 1,
  kind: 'FAILED',
  sourceId: 3,
  sourceName: 'Một cửa\nBcc: ai@example.vn',
  openedAt: new Date('2024-11-15T19:03:00Z'),
  closedAt: null,
  message: text('Xem https://nguon.example.vn/x?token=abc lỗi 500.', 'See ftp://u:p@host 500.'),
  runs: 5,
  ...part,
});

describe('what an alert says', () => {
  it('the source on one line, since when in Viet Nam, what happened and what to do; no link', () => {
    const { subject, body, alerts } = alertMessage([claimed()]);
    expect(subject.vi).toBe('[DTI Hub] Một cửa Bcc: ai@example.vn: lấy dữ liệu bị lỗi');
    expect(body.vi).toMatch(
      /^Nguồn "Một cửa Bcc: ai@example\.vn", từ 16\/11\/2024 02:03 GMT\+7: lấy dữ liệu bị lỗi\. Xem … lỗi 500\. Số liệu cũ được giữ nguyên, .* hãy kiểm tra/,
    );
    expect(body.en).toMatch(/See … 500\. Earlier data are kept and the hub pulls again/);
    expect(JSON.stringify([subject, body, alerts])).not.toMatch(/:\/\/|token/);
  });

  it('a digest has one line per alert', () => {
    const two = [claimed({ event: 'DIGEST' }), claimed({ event: 'DIGEST', kind: 'STALE', runs: 0 })];
    const { subject, body } = alertMessage(two);
    expect(subject).toEqual(text('[DTI Hub] 2 cảnh báo còn mở', '[DTI Hub] 2 alerts are still open'));
    const lines = body.vi.split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[1]).toContain(', 5 lần.');
    expect(lines[2]).toContain('quá lâu chưa có số liệu mới');
  });
});

describe('where alerts go', () => {
  it('nowhere unless it is said', () => {
    expect(readConfig({})).toMatchObject({ alertWebhook: null, alertEmail: null, otlpEndpoint: null });
  });

  it('to the webhook, and by e-mail to several people', () => {
    const config = readConfig({
      HUB_ALERT_WEBHOOK: 'https://chat.example.vn/hook/abc',
      HUB_ALERT_EMAIL: 'a@hue.gov.vn, b@hue.gov.vn',
      HUB_SMTP_URL: 'smtp://user:mat%20khau@thu.hue.gov.vn:587',
    });
    expect(config.alertWebhook).toBe('https://chat.example.vn/hook/abc');
    expect(config.alertEmail).toEqual({
      to: 'a@hue.gov.vn, b@hue.gov.vn',
      smtpUrl: 'smtp://user:mat%20khau@thu.hue.gov.vn:587',
    });
  });

  it.each([
    ['HUB_ALERT_WEBHOOK', { HUB_ALERT_WEBHOOK: 'file:///etc/matkhau' }],
    ['HUB_ALERT_EMAIL', { HUB_ALERT_EMAIL: 'a@hue.gov.vn; b', HUB_SMTP_URL: 'smtp://x' }],
    ['HUB_SMTP_URL', { HUB_ALERT_EMAIL: 'a@hue.gov.vn' }],
    ['HUB_SMTP_URL', { HUB_ALERT_EMAIL: 'a@hue.gov.vn', HUB_SMTP_URL: 'http://u:matkhau@thu' }],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', { OTEL_EXPORTER_OTLP_ENDPOINT: 'localhost:4318' }],
  ])('%s that cannot be meant is refused at the start, without its secret', (name, environment) => {
    const read = () => readConfig(environment);
    expect(read).toThrow(name);
    expect(read).not.toThrow('matkhau');
  });
});
