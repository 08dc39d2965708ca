import { retryError } from '../core/errors.ts';
import { text } from '../core/text.ts';

/**
 * One POST to an address that the administrator configured; what comes back is not read. Errors name neither
 * address nor answer: a webhook's path is its password.
 */
export async function postJson(url: string, body: unknown, deadlineMs: number): Promise<void> {
  let status: number;
  try {
    // Loaded where it is used: it alone takes 20 MB.
    const { request } = await import('undici');
    const answer = await request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'dti-hub' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(deadlineMs),
    });
    status = answer.statusCode;
    await answer.body.dump();
  } catch {
    throw notReached();
  }
  if (status < 200 || status > 299) throw refused(status);
}

const notReached = () =>
  retryError(
    'WEBHOOK_NOT_REACHED',
    text(
      'Địa chỉ nhận cảnh báo không trả lời. Hãy kiểm tra HUB_ALERT_WEBHOOK.',
      'The webhook for alerts did not answer. Check HUB_ALERT_WEBHOOK.',
    ),
  );

const refused = (status: number) =>
  retryError(
    `WEBHOOK_STATUS_${status}`,
    text(
      `Địa chỉ nhận cảnh báo trả lời ${status}, cần 2xx. Hãy kiểm tra HUB_ALERT_WEBHOOK.`,
      `The webhook for alerts answered ${status}, expected 2xx. Check HUB_ALERT_WEBHOOK.`,
    ),
  );
