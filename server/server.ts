import 'reflect-metadata';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Logger, pino } from 'pino';
import { defaultImportLimits, type ImportLimits } from '#contracts/importLimits';
import { connect } from '#prisma/client';
import { followDatabaseClock } from '#prisma/clock';
import { openObjectStore } from '#prisma/objectStore';
import { openQueue, type WebhookRetries } from '#prisma/queue';
import { sharedUploads } from '#prisma/uploadedFile';
import type { Delivery } from './accounts/account.context.ts';
import { passwordServices } from './accounts/accountServices.ts';
import { createAuth, viewerOf } from './accounts/auth.ts';
import { limitMails } from './accounts/mailLimit.ts';
import { limitGuesses, sweepFailedSignIns } from './accounts/passwordGuesses.ts';
import type { SingleSignOn } from './accounts/singleSignOn.ts';
import { mayTeach } from './accounts/viewer.ts';
import { type AdmissionLimits, admissionLimits } from './admission.ts';
import { analysisReader } from './analyses/analysis.service.ts';
import { createApollo } from './apollo.ts';
import { announcePublications } from './assignments/lifecycle.ts';
import { isStaffIn, isStaffSomewhere } from './courses/access.ts';
import { sweepImports } from './datasets/importDataset.ts';
import { manifestReader } from './datasets/manifests.ts';
import { shownImages } from './datasets/shownImages.ts';
import { openUploads } from './datasets/uploads.ts';
import { hasScope } from './graphql/scopes.ts';
import { chargeOperations } from './graphql/spending.ts';
import { createHttp } from './http.ts';
import { openImageConverter } from './images/imageConverter.ts';
import { followLectures } from './lectures/followLectures.ts';
import { lectureServices } from './lectures/lecture.context.ts';
import { deliverScores } from './lti/deliverScores.ts';
import { openLti } from './lti/lti.context.ts';
import { sweepLogins } from './lti/lti.service.ts';
import { type MailOptions, startMails } from './mail/sendMails.ts';
import { mailNotices } from './notices/mailNotices.ts';
import { remindOfDeadlines } from './notices/remindOfDeadlines.ts';
import { openApiMetrics } from './observation/apiMetrics.ts';
import { addSiteState } from './observation/siteState.ts';
import { openProgressFeed } from './progress/progressFeed.ts';
import { openRunWatch } from './progress/runWatch.ts';
import { repeat } from './schedule/repeat.ts';
import { createSchema } from './schema.ts';
import type { ServerServices } from './services.ts';
import { siteAddresses } from './siteAddresses.ts';
import { endedSessionsEveryMs } from './socketSessions.ts';
import { requireAccountRoom, requireRoom } from './storage/storage.service.ts';
import { consumeDeliveries, queueDeliveries, sweepDeliveries } from './webhooks/deliverWebhooks.ts';
import { serveWebSocket } from './webSocket.ts';

export interface ServerOptions {
  databaseUrl: string;
  /** IP address to listen on; 127.0.0.1 when left out. */
  host?: string;
  /** Any free one when 0 or left out. */
  port?: number;
  /** Networks from which the site forwards, besides this machine. */
  siteNetworks?: readonly string[];
  /** Where people reach the site; the server's own address when left out. */
  siteUrl?: string;
  /** Signs sessions; at least 32 characters. */
  authSecret: string;
  /**
   * The API has no part in the sealed store: workers write the test images, and read them. Only where that is a bucket,
   * it puts uploads there, and may not read them.
   */
  directories: { objects: string; sealed?: string; uploads: string };
  /** The folder of this machine from which staff may import; none where nothing is said. */
  datasetFolder?: string | undefined;
  /** Limits requests, wrong passwords and what operations cost in a minute; true when left out. */
  rateLimit?: boolean;
  /** How many requests are worked on at once, and how many wait; `admission.ts` has the limits when it is left out. */
  admission?: AdmissionLimits;
  /** What one operation may cost; `operationCost.ts` has the limit when it is left out. */
  dearestOperation?: number;
  /** How long a WebSocket stays open whose owner is unknown; a minute when left out. */
  anonymousLifeMs?: number;
  /** Whether learning platforms and webhooks may be on this machine or inside its network; false when left out. */
  allowInternalAddresses?: boolean;
  /** Whether GraphiQL is at /graphiql; false when left out. */
  graphiql?: boolean;
  /** What a program elsewhere sends to read /metrics; only this machine may read it when left out. */
  metricsToken?: string | undefined;
  /** How often a webhook that does not answer is told again; as the queue has it when left out. */
  webhookRetries?: WebhookRetries;
  importLimits?: Partial<Pick<ImportLimits, 'archiveBytes'>>;
  /** The mail server; no e-mails are sent when left out. */
  mail?: MailOptions | undefined;
  /** Without a mail server, e-mails are kept for administrators to read. For work on the sources only. */
  keepsOutbox?: boolean;
  singleSignOn?: SingleSignOn | undefined;
  log?: Logger;
  /** Called with every SQL statement that goes through Prisma, and its values as JSON. */
  onStatement?: (sql: string, values: string) => void;
}

export interface RunningServer {
  port: number;
  /** E.g. http://localhost:4000. */
  url: string;
  stop(): Promise<void>;
}

const hour = 60 * 60 * 1000;
/** What happens to a person within half a minute is told in one e-mail. */
const mailEveryMs = 30_000;
const remindEveryMs = 60_000;
/** How late webhooks may be told that students see a scheduled assignment. */
const announceEveryMs = 5_000;
const webhooksEveryMs = 1000;
/** How long what a guest is called may outlast the lecture. */
const lecturesEveryMs = 5_000;
/** Scores for learning platforms wait no longer than this. */
const deliverEveryMs = 2_000;

/** Starts an API server on a migrated database. There may be any number of them on one database. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const log = options.log ?? pino({ level: 'info' });
  const database = connect(options.databaseUrl);
  if (options.onStatement) database.$on('query', ({ query, params }) => options.onStatement?.(query, params));

  const unfollowClock = await followDatabaseClock(database, (err) => log.error({ err }, 'the clock was not read'));

  // The port comes first: without a site URL, cookies and origin checks go by it. Early requests wait.
  const ready = Promise.withResolvers<RequestListener>();
  const http = createServer(async (request, response) => (await ready.promise)(request, response));
  // Longer than any proxy keeps an idle connection: one that the server closes first may take a request down with it.
  http.keepAliveTimeout = 75_000;
  const host = options.host ?? '127.0.0.1';
  await new Promise<void>((resolve, reject) => http.once('error', reject).listen(options.port ?? 0, host, resolve));
  const { port } = http.address() as AddressInfo;
  const url = `http://localhost:${port}`;
  const siteUrl = options.siteUrl ?? url;

  const allowInternal = options.allowInternalAddresses ?? false;
  const rateLimit = options.rateLimit ?? true;
  const { singleSignOn } = options;
  const delivery: Delivery = options.mail ? 'SMTP' : options.keepsOutbox ? 'OUTBOX' : 'NONE';
  const guesses = limitGuesses(database);
  const accounts = { siteUrl, delivery, limitMails: rateLimit ? limitMails(database) : async () => {} };
  const auth = createAuth({
    ...accounts,
    database,
    secret: options.authSecret,
    rateLimit,
    guesses,
    singleSignOn,
    log,
  });
  const identify = (headers: Headers) => viewerOf(database, auth, headers);
  const objects = openObjectStore(options.directories.objects);
  const images = openImageConverter();
  const feed = await openProgressFeed(options.databaseUrl, log);
  const services: ServerServices = {
    ...accounts,
    ...passwordServices(database, auth, guesses, rateLimit),
    singleSignOn: singleSignOn?.name ?? null,
    database,
    auth,
    queue: await openQueue(options.databaseUrl, { onError: (error) => log.error({ err: error }, 'the queue failed') }),
    objects,
    images,
    shownImage: shownImages(objects, images),
    exampleImage: shownImages(objects, images, 'example'),
    readManifest: manifestReader(objects),
    readAnalysis: analysisReader(objects),
    uploads: await openUploads({
      directory: options.directories.uploads,
      shared: sharedUploads(options.directories.sealed ?? ''),
      maxBytes: options.importLimits?.archiveBytes ?? defaultImportLimits.archiveBytes,
      viewerOf: identify,
      log,
      mayUpload: async (viewer) =>
        viewer.duty === null &&
        hasScope(viewer, 'STAFF') &&
        (mayTeach(viewer) || (await isStaffSomewhere(database, viewer.id))),
      async requireRoom(viewer, bytes, courseId) {
        await requireAccountRoom({ database }, viewer.id, bytes);
        // What a course holds is for its own staff to know. Whether they may put the file there is asked when it comes.
        if (courseId !== undefined && (await isStaffIn(database, viewer.id, courseId)))
          await requireRoom({ database }, courseId, bytes);
      },
    }),
    uploadDirectory: options.directories.uploads,
    datasetFolder: options.datasetFolder ?? null,
    progress: openRunWatch(feed, database),
    webhooks: { allowInternal },
    lectures: lectureServices(rateLimit),
    lti: openLti(siteUrl, { allowInternal }),
    log,
  };

  const schema = await createSchema();
  const metrics = openApiMetrics(schema);
  addSiteState(metrics.registry, database, options.directories.objects);
  const charge = chargeOperations(schema, rateLimit, options.dearestOperation);
  const isSite = siteAddresses(host, options.siteNetworks);
  const sockets = serveWebSocket({
    server: http,
    schema,
    services,
    siteUrl,
    isSite,
    charge,
    metrics,
    anonymousLifeMs: options.anonymousLifeMs,
    viewerOf: identify,
  });
  const apollo = createApollo({ schema, http, sockets, charge, metrics, log });
  await apollo.start();
  const { metricsToken, graphiql = false, admission = admissionLimits } = options;
  ready.resolve(createHttp({ services, auth, apollo, isSite, siteUrl, graphiql, admission, metrics, metricsToken }));

  const mails = options.mail && startMails(database, options.mail, log);
  const sweep = () => Promise.all([sweepImports(database).then(services.uploads.sweep), sweepFailedSignIns(database)]);
  await sweep();
  const sweeping = setInterval(() => sweep().catch((error) => log.error({ err: error }, 'cannot sweep')), hour);

  const webhooks = { database, queue: services.queue, allowInternal, retries: options.webhookRetries ?? {}, log };
  await consumeDeliveries(webhooks);
  const periodic = [
    repeat(() => queueDeliveries(webhooks), webhooksEveryMs, log),
    repeat(() => sweepDeliveries(database), hour, log),
    repeat(() => mailNotices(database, siteUrl, delivery !== 'NONE'), mailEveryMs, log),
    repeat(() => followLectures(services), lecturesEveryMs, log),
    repeat(() => remindOfDeadlines(database), remindEveryMs, log),
    repeat(() => announcePublications(database), announceEveryMs, log),
    repeat(() => deliverScores(services), deliverEveryMs, log),
    repeat(() => sweepLogins(services), hour, log),
    repeat(sockets.closeEnded, endedSessionsEveryMs, log),
  ];

  return {
    port,
    url,
    async stop() {
      clearInterval(sweeping);
      unfollowClock();
      await mails?.stop();
      await Promise.all(periodic.map((end) => end()));
      await apollo.stop();
      await feed.stop();
      images.stop();
      await services.queue.stop({ graceful: false });
      await database.$disconnect();
    },
  };
}
