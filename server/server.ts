import 'reflect-metadata';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Logger, pino } from 'pino';
import { defaultImportLimits, type ImportLimits } from '#contracts/importLimits';
import { connect } from '#prisma/client';
import { openObjectStore } from '#prisma/objectStore';
import { openQueue, type WebhookRetries } from '#prisma/queue';
import { createAuth, viewerOf } from './accounts/auth.ts';
import { sweepFailedSignIns } from './accounts/passwordGuesses.ts';
import { mayTeach } from './accounts/viewer.ts';
import { analysisReader } from './analyses/analysis.service.ts';
import { createApollo } from './apollo.ts';
import { isStaffSomewhere } from './courses/access.ts';
import { sweepImports } from './datasets/importDataset.ts';
import { manifestReader } from './datasets/manifests.ts';
import { openUploads } from './datasets/uploads.ts';
import { hasScope } from './graphql/scopes.ts';
import { chargeOperations } from './graphql/spending.ts';
import { createHttp } from './http.ts';
import { mailNotices } from './notices/mailNotices.ts';
import { remindOfDeadlines } from './notices/remindOfDeadlines.ts';
import { openProgressFeed } from './progress/progressFeed.ts';
import { repeat } from './schedule/repeat.ts';
import { createSchema } from './schema.ts';
import type { ServerServices } from './services.ts';
import { consumeDeliveries, queueDeliveries, sweepDeliveries } from './webhooks/deliverWebhooks.ts';
import { serveWebSocket } from './webSocket.ts';

export interface ServerOptions {
  databaseUrl: string;
  /** IP address to listen on; 127.0.0.1 when left out. */
  host?: string;
  /** Any free one when 0 or left out. */
  port?: number;
  /** Where people reach the site; the server's own address when left out. */
  siteUrl?: string;
  /** Signs sessions; at least 32 characters. */
  authSecret: string;
  /** The API has no part in the sealed store: workers write the test images, and read them. */
  directories: { objects: string; uploads: string };
  /** The folder of this machine from which staff may import; none where nothing is said. */
  datasetFolder?: string | undefined;
  /** Limits requests, wrong passwords and what operations cost in a minute; true when left out. */
  rateLimit?: boolean;
  /** What one operation may cost; `operationCost.ts` has the limit when it is left out. */
  dearestOperation?: number;
  /** How long a WebSocket stays open whose owner is unknown; a minute when left out. */
  anonymousLifeMs?: number;
  /** Whether learning platforms and webhooks may be on this machine or inside its network; false when left out. */
  allowInternalAddresses?: boolean;
  /** How often a webhook that does not answer is told again; as the queue has it when left out. */
  webhookRetries?: WebhookRetries;
  importLimits?: Partial<Pick<ImportLimits, 'archiveBytes'>>;
  log?: Logger;
  /** Called with every SQL statement that goes through Prisma. */
  onStatement?: (sql: string) => void;
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
const webhooksEveryMs = 1000;

/** Starts an API server on a migrated database. There may be any number of them on one database. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const log = options.log ?? pino({ level: 'info' });
  const database = connect(options.databaseUrl);
  if (options.onStatement) database.$on('query', ({ query }) => options.onStatement?.(query));

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

  const auth = createAuth({ database, secret: options.authSecret, siteUrl, rateLimit: options.rateLimit ?? true, log });
  const allowInternal = options.allowInternalAddresses ?? false;
  const objects = openObjectStore(options.directories.objects);
  const services: ServerServices = {
    database,
    auth,
    queue: await openQueue(options.databaseUrl, { onError: (error) => log.error({ err: error }, 'the queue failed') }),
    objects,
    readManifest: manifestReader(objects),
    readAnalysis: analysisReader(objects),
    uploads: await openUploads({
      directory: options.directories.uploads,
      maxBytes: options.importLimits?.archiveBytes ?? defaultImportLimits.archiveBytes,
      viewerOf: (headers) => viewerOf(auth, headers),
      mayUpload: async (viewer) =>
        hasScope(viewer, 'STAFF') && (mayTeach(viewer) || (await isStaffSomewhere(database, viewer.id))),
    }),
    uploadDirectory: options.directories.uploads,
    datasetFolder: options.datasetFolder ?? null,
    progress: await openProgressFeed(options.databaseUrl, log),
    webhooks: { allowInternal },
    log,
  };

  const schema = await createSchema();
  const charge = chargeOperations(schema, options.rateLimit ?? true, options.dearestOperation);
  const sockets = serveWebSocket({
    server: http,
    schema,
    services,
    siteUrl,
    host,
    charge,
    anonymousLifeMs: options.anonymousLifeMs,
    viewerOf: (headers) => viewerOf(auth, headers),
  });
  const apollo = createApollo({ schema, http, sockets, charge, log });
  await apollo.start();
  ready.resolve(createHttp({ services, auth, apollo, host, siteUrl }));

  const sweep = () => Promise.all([sweepImports(database).then(services.uploads.sweep), sweepFailedSignIns(database)]);
  await sweep();
  const sweeping = setInterval(() => sweep().catch((error) => log.error({ err: error }, 'cannot sweep')), hour);

  const delivery = { database, queue: services.queue, allowInternal, retries: options.webhookRetries ?? {}, log };
  await consumeDeliveries(delivery);
  const periodic = [
    repeat(() => queueDeliveries(delivery), webhooksEveryMs, log),
    repeat(() => sweepDeliveries(database), hour, log),
    repeat(() => mailNotices(database, siteUrl), mailEveryMs, log),
    repeat(() => remindOfDeadlines(database), remindEveryMs, log),
  ];

  return {
    port,
    url,
    async stop() {
      clearInterval(sweeping);
      await Promise.all(periodic.map((end) => end()));
      await apollo.stop();
      await services.progress.stop();
      await services.queue.stop({ graceful: false });
      await database.$disconnect();
    },
  };
}
