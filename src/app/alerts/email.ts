import nodemailer from 'nodemailer';
import { retryError } from '../../core/errors.ts';
import { text } from '../../core/text.ts';
import { type Channel, SEND_DEADLINE_MS } from './channel.ts';

export interface EmailOptions {
  /** smtp://user:password@host:587, or smtps:// for TLS from the first byte. */
  readonly smtpUrl: string;
  /** One address or several, with commas between. */
  readonly to: string;
}

const STEP_DEADLINE_MS = 10_000;

/** One plain e-mail per message, Vietnamese first. A connection lives as long as its message. */
export function email({ smtpUrl, to }: EmailOptions): Channel {
  const url = new URL(smtpUrl);
  const [user, pass] = [decodeURIComponent(url.username), decodeURIComponent(url.password)];
  const secure = url.protocol === 'smtps:';
  return {
    kind: 'EMAIL',
    async send({ subject, body }) {
      const transport = nodemailer.createTransport({
        host: url.hostname,
        port: Number(url.port) || (secure ? 465 : 587),
        secure,
        ...(user === '' ? {} : { auth: { user, pass } }),
        connectionTimeout: STEP_DEADLINE_MS,
        greetingTimeout: STEP_DEADLINE_MS,
        socketTimeout: STEP_DEADLINE_MS,
        logger: false,
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      const mail = {
        from: user.includes('@') ? user : (to.split(',')[0] ?? to).trim(),
        to,
        subject: subject.vi,
        text: `${body.vi}\n\n${body.en}\n`,
      };
      await within(SEND_DEADLINE_MS, transport.sendMail(mail)).finally(() => transport.close());
    },
  };
}

/** A server that answers a byte now and then passes every deadline of a single step. */
async function within(ms: number, sending: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(notSent('SMTP_TIMEOUT')), ms);
  });
  try {
    await Promise.race([sending, late]);
  } catch (thrown) {
    throw notSent(codeOf(thrown));
  } finally {
    clearTimeout(timer);
  }
}

/** The status of the server, or how far it came; never its words, which may repeat addresses. */
function codeOf(thrown: unknown): string {
  const { code, responseCode } = thrown as { code?: unknown; responseCode?: unknown };
  if (typeof responseCode === 'number') return `SMTP_STATUS_${responseCode}`;
  if (typeof code !== 'string') return 'SMTP_BROKEN';
  return code.startsWith('SMTP_') ? code : `SMTP_${code}`;
}

const notSent = (code: string) =>
  retryError(
    code,
    text(
      `Máy chủ thư không nhận cảnh báo (${code}). Hãy kiểm tra HUB_SMTP_URL và HUB_ALERT_EMAIL.`,
      `The mail server did not take the alert (${code}). Check HUB_SMTP_URL and HUB_ALERT_EMAIL.`,
    ),
  );
