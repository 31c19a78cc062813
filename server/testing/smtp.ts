import { EventEmitter, once } from 'node:events';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A mail as it arrived: `to` are the envelope's recipients, in lower case. */
export type ReceivedMail = {
  to: string[];
  from: string;
  subject: string;
  text: string;
  html: string;
  messageId: string;
  /** Names in lower case. */
  headers: Record<string, string>;
  attachments: Email['attachments'];
};

/** null takes it. */
export type SmtpAnswer = null | 'drop' | { code: number; text: string };

export type MailServer = {
  /** What SMTP_URL has to be. */
  url: string;
  /** All mails so far, oldest first. */
  mails: ReceivedMail[];
  /** The first mail, past or to come, that satisfies `wanted`; rejects after `timeout` milliseconds. */
  waitForMail(wanted: (mail: ReceivedMail) => boolean, timeout?: number): Promise<ReceivedMail>;
  /** From now on answers each recipient with a permanent refusal, or takes mail again. */
  refuse(refusing: boolean): void;
  /**
   * What happens next to a recipient or to a message, in place of its acceptance: a refusal with its code, or
   * « drop », the connection cut without an answer. Taken once each, in order; asynchronous ones make it slow.
   */
  onRecipient: (() => Promise<SmtpAnswer>)[];
  onMessage: ((mail: ReceivedMail) => Promise<SmtpAnswer>)[];
  close(): Promise<void>;
};

const refusal = ({ code, text }: { code: number; text: string }) =>
  Object.assign(new Error(text), { responseCode: code });

/**
 * Starts a real SMTP server on a loopback port, a free one unless given. It takes mail for anyone, without a
 * password.
 */
export async function startMailServer(onPort = 0): Promise<MailServer> {
  const onRecipient: MailServer['onRecipient'] = [];
  const onMessage: MailServer['onMessage'] = [];
  const cut = (id: string) => {
    for (const connection of server.connections) if (connection.id === id) connection._socket.destroy();
  };
  const mails: ReceivedMail[] = [];
  const arrivals = new EventEmitter().setMaxListeners(0);
  let refusing = false;

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    logger: false,
    async onRcptTo(_address, session, done) {
      const answer = (await onRecipient.shift()?.()) ?? null;
      if (answer === 'drop') cut(session.id);
      else if (answer) done(refusal(answer));
      else done(refusing ? refusal({ code: 550, text: 'mailbox refused' }) : null);
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        const mail = await PostalMime.parse(Buffer.concat(chunks));
        const received = {
          to: session.envelope.rcptTo.map(({ address }) => address.toLowerCase()),
          from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
          subject: mail.subject ?? '',
          text: mail.text ?? '',
          html: mail.html ?? '',
          messageId: mail.messageId ?? '',
          headers: Object.fromEntries(mail.headers.map(({ key, value }) => [key, value])),
          attachments: mail.attachments,
        };
        const answer = (await onMessage.shift()?.(received)) ?? null;
        if (answer === 'drop') return cut(session.id);
        if (answer) return done(refusal(answer));
        mails.push(received);
        arrivals.emit('mail', received);
        done();
      });
    },
  });
  server.listen(onPort, '127.0.0.1');
  await once(server.server, 'listening');
  const address = server.server.address();
  const port = typeof address === 'object' && address ? address.port : 0;

  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    onRecipient,
    onMessage,
    waitForMail(wanted, timeout = 10_000) {
      const present = mails.find(wanted);
      if (present) return Promise.resolve(present);
      return new Promise((resolve, reject) => {
        const arrived = (mail: ReceivedMail) => {
          if (!wanted(mail)) return;
          end();
          resolve(mail);
        };
        const late = setTimeout(() => {
          end();
          const seen = mails.map((mail) => `${mail.to.join(', ')}: ${mail.subject}`).join('\n');
          reject(new Error(`No such mail after ${timeout} ms. Received:\n${seen || '(none)'}`));
        }, timeout);
        const end = () => {
          clearTimeout(late);
          arrivals.off('mail', arrived);
        };
        arrivals.on('mail', arrived);
      });
    },
    refuse(now) {
      refusing = now;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
