import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail server on the loopback that takes mail, or refuses it while it is told to. */
export interface MailServer {
  /** With the user and the password it asks for. */
  readonly url: string;
  readonly mails: readonly { readonly to: readonly string[]; readonly source: string }[];
  /** Answered to whoever wants to send; null: mail is taken. */
  refusal: { readonly status: number; readonly words: string } | null;
  close(): Promise<void>;
}

const USER = 'dti-hub@hue.gov.vn';

export async function startMailServer(password: string): Promise<MailServer> {
  const mails: { to: string[]; source: string }[] = [];
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: ({ username, password: given }, _session, answer) =>
      username === USER && given === password
        ? answer(null, { user: USER })
        : answer(new Error(`${given} is not the password`)),
    onMailFrom(_address, _session, answer) {
      if (mailServer.refusal === null) return answer();
      const { status, words } = mailServer.refusal;
      answer(Object.assign(new Error(words), { responseCode: status }));
    },
    async onData(stream, { envelope }, answer) {
      let source = '';
      for await (const chunk of stream) source += chunk;
      mails.push({ to: envelope.rcptTo.map(({ address }) => address), source });
      answer();
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  const mailServer: MailServer = {
    url: `smtp://${encodeURIComponent(USER)}:${encodeURIComponent(password)}@127.0.0.1:${port}`,
    mails,
    refusal: null,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return mailServer;
}
