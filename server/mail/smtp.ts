import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import { parseConnectionUrl } from 'nodemailer/lib/shared';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { type Answer, answerOf } from './domain';

/** What travels: the id gives the Message-ID, the same at each try, by which a mailbox knows a message again. */
export type Message = {
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  headers?: Record<string, string>;
};

const addressOnly = (from: string) => /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from.trim();

/**
 * One connection to the mail server, for as many messages as it takes. Timeouts are those of RFC 5321 (4.5.3.2):
 * a slow answer after the message is waited for, since giving up there is how one mail becomes two.
 */
export class MailSession {
  private constructor(
    private readonly connection: SMTPConnection,
    private readonly from: string,
  ) {
    // A connection that breaks between two exchanges is found by the next one; unheard, it would end the process.
    connection.on('error', () => {});
  }

  /** Connects, and signs in when the address carries a password. Never throws: says why it could not. */
  static async open(
    smtpUrl: string,
    from: string,
  ): Promise<{ session: MailSession } | { unreachable: string }> {
    const options = parseConnectionUrl(smtpUrl);
    const connection = new SMTPConnection({
      ...options,
      connectionTimeout: 10_000,
      greetingTimeout: 30_000,
      socketTimeout: 10 * 60_000,
    });
    const session = new MailSession(connection, from);
    const { auth } = options;
    const failure = await session.ask((done) =>
      connection.connect((error) => {
        if (error || !auth) done(error);
        // The type knows of more kinds of credentials than an address can carry.
        else connection.login(auth as SMTPConnection.AuthenticationCredentials, done);
      }),
    );
    if (!failure) return { session };
    connection.close();
    return { unreachable: failure.response };
  }

  /**
   * Gives one message to the server. `onHanding` is awaited when the server has taken the recipient and asks for
   * the text: until then nothing can have left, after that only its answer tells.
   */
  async give(message: Message, onHanding: () => Promise<void>): Promise<Answer> {
    const raw = await new MailComposer({
      from: this.from,
      to: message.to,
      subject: message.subject,
      text: message.text,
      html: message.html,
      messageId: `<${message.id}@accordent>`,
      headers: { 'Auto-Submitted': 'auto-generated', ...message.headers },
    })
      .compile()
      .build();
    let known = false;
    // Read only once the server asks for the text; never when it refused before.
    const body = new Readable({
      read() {
        if (known) return void this.push(null);
        onHanding().then(
          () => {
            this.push(raw);
            this.push(null);
          },
          (error: Error) => this.destroy(error),
        );
      },
    });
    let response = '';
    const failure = await this.ask((done) =>
      this.connection.send({ from: addressOnly(this.from), to: message.to }, body, (error, info) => {
        known = true;
        response = info?.response ?? '';
        done(error);
      }),
    );
    known = true;
    return failure ?? { kind: 'accepted', response };
  }

  /** Forgets the envelope of a message that was not taken, so that the next one may be tried. */
  async reset(): Promise<boolean> {
    return (await this.ask((done) => this.connection.reset(done))) === null;
  }

  /** Says goodbye; `abruptly` when the server is in the middle of something. */
  close(abruptly = false): void {
    if (abruptly) this.connection.close();
    else this.connection.quit();
  }

  /** One exchange: its own failure, or that of the connection under it. */
  private ask(
    act: (done: (error?: SMTPConnection.SMTPError | null) => void) => void,
  ): Promise<Answer | null> {
    return new Promise((resolve) => {
      const end = (answer: Answer | null) => {
        this.connection.off('error', failed);
        this.connection.off('end', gone);
        resolve(answer);
      };
      const failed = (error: SMTPConnection.SMTPError) => end(answerOf(facts(error)));
      const gone = () => end({ kind: 'unreachable', response: 'Connexion fermée sans réponse.' });
      this.connection.once('error', failed);
      this.connection.once('end', gone);
      act((error) => end(error ? answerOf(facts(error)) : null));
    });
  }
}

const facts = ({ command, responseCode, message }: SMTPConnection.SMTPError) => ({
  command,
  responseCode,
  message,
});
