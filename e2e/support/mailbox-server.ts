import { once } from 'node:events';
import { createServer } from 'node:http';
import type { MailServer } from '../../server/testing/smtp';

/**
 * Lets the test processes read the mail that the set-up process receives. `GET /?from=N` answers with the
 * mails after the first N; with `wait=true` and none yet, it waits for the next one.
 */
export async function serveMailbox(mail: MailServer): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer(async (request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const from = Number(searchParams.get('from') ?? 0);
    if (searchParams.has('wait') && mail.mails.length <= from) {
      // Whichever comes first: a mail, or the end of the test that waits for it.
      const arrival = mail.waitForMail(() => mail.mails.length > from, 600_000).catch(() => null);
      await Promise.race([arrival, once(response, 'close')]);
    }
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(mail.mails.slice(from)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
