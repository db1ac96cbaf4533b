import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

interface ReceivedMail {
  to: string[];
  /** Headers and body, as they came. */
  source: string;
}

/** A mail server that keeps what it gets, and refuses as often as it is told. */
export interface MailServer {
  url: string;
  received: ReceivedMail[];
  /** So many e-mails are refused from now on, for the moment. */
  refuse(times: number): void;
  /** The newest e-mail to an address in which these words stand, when it has come. */
  mailTo(address: string, words?: string): Promise<string>;
  stop(): Promise<void>;
}

export async function startMailServer(): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  let refusals = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    async onData(stream, session, done) {
      const source = await text(stream);
      if (refusals > 0) {
        refusals -= 1;
        return done(Object.assign(new Error('Try again later'), { responseCode: 451 }));
      }
      received.push({ to: session.envelope.rcptTo.map(({ address }) => address), source });
      done();
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    refuse(times) {
      refusals = times;
    },
    async mailTo(address, words = '') {
      for (let tries = 0; tries < 400; tries += 1) {
        const mails = received.filter(({ to }) => to.includes(address));
        // A long line of quoted-printable is broken with "=".
        const texts = mails.map(({ source }) => source.replaceAll('=\r\n', '').replaceAll('=3D', '='));
        const mail = texts.findLast((text) => text.includes(words));
        if (mail !== undefined) return mail;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`expected an e-mail to ${address}, received none`);
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
