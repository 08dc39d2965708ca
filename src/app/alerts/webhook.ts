import { postJson } from '../../connector-kit/post-json.ts';
import { type Channel, SEND_DEADLINE_MS } from './channel.ts';

/** POSTs each message as JSON; `text` is what chat systems show. */
export const webhook = (url: string): Channel => ({
  kind: 'WEBHOOK',
  send: ({ event, subject, body, alerts }) =>
    postJson(url, { event, text: `${subject.vi}\n${body.vi}`, subject, body, alerts }, SEND_DEADLINE_MS),
});
