import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { sendMail } from '#prisma/mail';
import { startMails } from '../../server/mail/sendMails.ts';
import { type MailServer, startMailServer } from '../setup/mailServer.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';

const log = pino({ level: 'silent' });
let server: TestServer;
let mailServer: MailServer;
beforeAll(async () => {
  server = await startTestServer();
  mailServer = await startMailServer();
});
afterAll(async () => {
  await server.stop();
  await mailServer.stop();
});
beforeEach(async () => {
  await server.database.mail.deleteMany();
  mailServer.received.length = 0;
});

const start = (url = mailServer.url) =>
  startMails(server.database, { url, from: 'School <site@school.edu>', everyMs: 20, retryMs: 50 }, log);
const write = (count: number) =>
  server.database.mail.createMany({
    data: Array.from({ length: count }, (_, index) => ({
      to: `p${index}@school.edu`,
      subject: `Nachricht ${index} für 김민준`,
      text: 'Hello',
    })),
  });

it('sends each e-mail once, though two servers send', async () => {
  await write(60);
  const senders = [start(), start()];
  await expect.poll(() => server.database.mail.count({ where: { sentAt: null } }), { timeout: 20_000 }).toBe(0);
  await Promise.all(senders.map((sender) => sender.stop()));
  const addresses = mailServer.received.flatMap(({ to }) => to);
  expect(addresses).toHaveLength(60);
  expect(new Set(addresses).size).toBe(60);
  const { source } = mailServer.received[0]!;
  expect(source).toContain('From: School <site@school.edu>');
  expect(source).toContain('Auto-Submitted: auto-generated');
});

it('tries again what was refused, later and later, and keeps what the mail server said', async () => {
  mailServer.refuse(2);
  await sendMail(server.database, { to: 'ada@school.edu', subject: 'Once', text: 'Hello' });
  const sender = start();
  await expect.poll(() => mailServer.received.length, { timeout: 20_000 }).toBe(1);
  await sender.stop();
  expect(await server.database.mail.findFirstOrThrow()).toMatchObject({ attempts: 3, error: null });
});

it('leaves e-mails in the outbox while the mail server is away', async () => {
  await write(1);
  const sender = start('smtp://127.0.0.1:9');
  await expect
    .poll(async () => (await server.database.mail.findFirstOrThrow()).error, { timeout: 20_000 })
    .toMatch(/ECONNREFUSED|connect/);
  await sender.stop();
  const mail = await server.database.mail.findFirstOrThrow();
  expect(mail.sentAt).toBeNull();
  expect(mail.nextTryAt.getTime()).toBeGreaterThan(Date.now() - 1000);
});

it('sends nothing that waited from a time without a mail server', async () => {
  await write(1);
  await server.database.mail.updateMany({ data: { createdAt: new Date(Date.now() - 4 * 24 * 3600 * 1000) } });
  await sendMail(server.database, { to: 'new@school.edu', subject: 'New', text: 'Hello' });
  const sender = start();
  await expect.poll(() => mailServer.received.length, { timeout: 20_000 }).toBe(1);
  await sender.stop();
  expect(mailServer.received[0]?.to).toEqual(['new@school.edu']);
});
