import { fileURLToPath } from 'node:url';
import { childEnvironment, compileCache, type Environment } from '#machine/environment';
import type { ServiceDefinition } from './service.ts';

/** For daily use, from the built site; or for work on the sources, which the site builds as pages are asked for. */
export type Mode = 'production' | 'development';

export interface PartsOptions {
  mode: Mode;
  databaseUrl: string;
  authSecret: string;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The processes of the system besides its database. */
export function systemParts(
  environment: Environment,
  { mode, databaseUrl, authSecret }: PartsOptions,
): Record<'server' | 'worker' | 'site', ServiceDefinition> {
  const shared = childEnvironment({
    ...settings(environment),
    // A part that starts again is compiled once.
    ...compileCache(environment.directories.cache),
    DATABASE_URL: databaseUrl,
    DATABASE_OWNER_URL: undefined,
    NODE_ENV: mode,
  });
  const next = fileURLToPath(import.meta.resolve('next/dist/bin/next'));
  const listens = ['--port', String(environment.WEB_PORT), '--hostname', environment.SITE_HOST];
  return {
    server: {
      name: 'server',
      // Its decorators are more than Node's type stripping can do.
      args: ['--import', './server/decorators.ts', 'server/main.ts'],
      environment: { ...shared, ...ofTheWorkers, AUTH_SECRET: authSecret },
      cwd: root,
    },
    worker: { name: 'worker', args: ['worker/main.ts'], environment: { ...shared, ...ofTheApi }, cwd: root },
    site: {
      name: 'site',
      args: [next, mode === 'production' ? 'start' : 'dev', 'web', ...listens],
      environment: siteEnvironment(environment, mode),
      cwd: root,
    },
  };
}

/** Where this machine reaches the API. */
export function apiAddress({ API_HOST, API_PORT }: Environment): string {
  return addressOf(API_HOST, API_PORT);
}

/** Where this machine reaches the site. */
export function siteAddress({ SITE_HOST, WEB_PORT }: Environment): string {
  return addressOf(SITE_HOST, WEB_PORT);
}

function addressOf(listensOn: string, port: number): string {
  const host = ['0.0.0.0', '::'].includes(listensOn) ? '127.0.0.1' : listensOn;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** What only the API server needs, secrets among it. */
const ofTheApi = { SMTP_URL: undefined, OIDC_ISSUER: undefined, OIDC_CLIENT_SECRET: undefined };
/** What the API and the workers need, and the site does not. */
const ofTheMachines = {
  METRICS_TOKEN: undefined,
  WORKER_METRICS_PORT: undefined,
  AWS_ACCESS_KEY_ID: undefined,
  AWS_SECRET_ACCESS_KEY: undefined,
  AWS_SESSION_TOKEN: undefined,
};
/** The keys to the test images. They are empty and not absent, so that the API does not read them from .env itself. */
const ofTheWorkers = {
  SEALED_STORE_ACCESS_KEY_ID: '',
  SEALED_STORE_SECRET_ACCESS_KEY: '',
  SEALED_STORE_SESSION_TOKEN: '',
};

/** The environment as variables, for the processes. */
function settings(environment: Environment): NodeJS.ProcessEnv {
  const { directories, siteUrl, singleSignOn: _, ...variables } = environment;
  const asText = Object.entries(variables).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return { ...Object.fromEntries(asText), CACHE_DIR: directories.cache, SITE_URL: siteUrl };
}

/** The site gets no secret and no database: all it knows it asks the API for. */
function siteEnvironment(environment: Environment, mode: Mode): NodeJS.ProcessEnv {
  return childEnvironment({
    DATABASE_URL: undefined,
    DATABASE_OWNER_URL: undefined,
    AUTH_SECRET: undefined,
    ...ofTheApi,
    ...ofTheMachines,
    ...ofTheWorkers,
    API_URL: environment.API_URL ?? apiAddress(environment),
    SITE_URL: environment.siteUrl,
    TRUSTED_PROXY_HOPS: String(environment.TRUSTED_PROXY_HOPS),
    NODE_ENV: mode,
    NEXT_TELEMETRY_DISABLED: '1',
  });
}
