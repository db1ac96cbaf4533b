import { pino } from 'pino';
import { isDevelopment, readEnvironment } from '#machine/environment';
import { startTracing } from '#machine/tracing';
import { requestOfLog } from './observation/requestIds.ts';
import { startServer } from './server.ts';

const environment = readEnvironment();
const { DATABASE_URL, AUTH_SECRET, API_HOST, API_PORT, LOG_LEVEL, DATASET_FOLDER, siteUrl, directories } = environment;
const { SMTP_URL, MAIL_FROM, singleSignOn } = environment;
if (DATABASE_URL === undefined || AUTH_SECRET === undefined)
  throw new Error('The API server needs DATABASE_URL and AUTH_SECRET; "npm start" sets both by itself.');

const log = pino({ name: 'server', level: LOG_LEVEL, mixin: requestOfLog });
const endTracing = await startTracing('downstream-api', environment.OTEL_EXPORTER_OTLP_ENDPOINT);
const server = await startServer({
  databaseUrl: DATABASE_URL,
  host: API_HOST,
  trustedSites: environment.TRUSTED_SITES,
  port: API_PORT,
  siteUrl,
  authSecret: AUTH_SECRET,
  directories,
  mail: SMTP_URL === undefined ? undefined : { url: SMTP_URL, from: MAIL_FROM },
  keepsOutbox: isDevelopment(),
  singleSignOn,
  datasetFolder: DATASET_FOLDER,
  graphiql: environment.GRAPHIQL ?? isDevelopment(),
  metricsToken: environment.METRICS_TOKEN,
  allowInternalAddresses: environment.ALLOW_INTERNAL_ADDRESSES,
  log,
});
log.info({ url: server.url }, 'the API answers');

let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, async () => {
    if (stopping) return;
    stopping = true;
    await server.stop();
    await endTracing();
    log.info('stopped');
    process.exit(0);
  });
}
