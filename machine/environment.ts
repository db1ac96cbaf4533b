import { existsSync } from 'node:fs';
import { cpus, homedir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { z } from 'zod';
import { check } from '#contracts/issues';
import { engineOptions, type FeaturePrecision, featurePrecisions } from '#contracts/provenance';
import { parseS3Location } from './storeLocation.ts';

/**
 * The environment variables. Node programs read and set them here and nowhere else; the site has
 * `web/environment.ts`, and the bootstrap, which runs before packages are installed, `bin/bootstrap/environment.mjs`.
 * `npm run validate` checks it. `.env.example` lists those that a person sets.
 */

/** The part of the free memory (or of what a container may still take) that a worker's runs may take together. */
const shareForRuns = 0.8;

const unitBytes: Record<string, number> = { b: 1, mb: 1e6, gb: 1e9, mib: 2 ** 20, gib: 2 ** 30 };

/** "8 GiB" → 8589934592; without a unit the number is bytes. */
function bytesOf(size: string): number {
  const unit = size.replace(/[\d.\s]/g, '').toLowerCase() || 'b';
  return Math.floor(Number.parseFloat(size) * (unitBytes[unit] ?? 1));
}

const size = z
  .string()
  .regex(/^\d+(\.\d+)?\s?(B|MB|GB|MiB|GiB)?$/i, 'expected a size such as 12GB, 8GiB or a number of bytes')
  .transform(bytesOf);

const s3Location = z.string().superRefine((location, context) => {
  try {
    parseS3Location(location);
  } catch (error) {
    context.addIssue({ code: 'custom', message: (error as Error).message });
  }
});

/** What the server, a worker and the commands that need no site are set to. */
const environmentSchema = z.object({
  /** PostgreSQL; without it `npm start` runs the embedded one under DATA_DIR. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** The same database under the role that owns its tables; without it DATABASE_URL's role does. */
  DATABASE_OWNER_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATA_DIR: z
    .string()
    .default('.data')
    .transform((path) => resolve(path)),
  /**
   * Buckets of S3 for the objects and for the sealed ones, such as s3://bucket/prefix?region=eu-central-1; both or
   * none. Without them they are directories in DATA_DIR. The keys are in AWS's own variables.
   */
  OBJECT_STORE: s3Location.optional(),
  SEALED_STORE: s3Location.optional(),
  /** The keys of workers for SEALED_STORE; without them AWS's own variables. `sealedStoreKeys` reads them. */
  SEALED_STORE_ACCESS_KEY_ID: z.string().optional(),
  SEALED_STORE_SECRET_ACCESS_KEY: z.string().optional(),
  SEALED_STORE_SESSION_TOKEN: z.string().optional(),
  /** Downloaded weights and packages; without it a folder in DATA_DIR. */
  CACHE_DIR: z
    .string()
    .transform((path) => resolve(path))
    .optional(),
  /** A folder of this machine from which staff may import datasets. */
  DATASET_FOLDER: z
    .string()
    .transform((path) => resolve(path))
    .optional(),
  /** Where people reach the site. Cookies and origin checks depend on it. */
  SITE_URL: z.url().optional(),
  /** Address that the site listens on: this machine alone, until it is told otherwise. */
  SITE_HOST: z.union([z.ipv4(), z.ipv6()], { error: 'expected an IP address' }).default('127.0.0.1'),
  /** Proxies before the site, such as one that speaks TLS. Each adds the address of its client to x-forwarded-for. */
  TRUSTED_PROXY_HOPS: z.coerce.number().int().min(0).max(10).default(0),
  WEB_PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
  /** The API's own address. Only the site has to reach it. */
  API_HOST: z.union([z.ipv4(), z.ipv6()], { error: 'expected an IP address' }).default('127.0.0.1'),
  API_PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  /** Machines besides this one whose site forwards to this API: IP addresses, with commas between them. */
  TRUSTED_SITES: z
    .string()
    .transform((list) => list.split(',').map((address) => address.trim()))
    .pipe(z.array(z.union([z.ipv4(), z.ipv6()], { error: 'expected IP addresses, with commas between them' })))
    .default([]),
  /** Signs sessions; without it `npm start` makes one under DATA_DIR. */
  AUTH_SECRET: z.string().min(32).optional(),
  /** The mail server, e.g. smtps://user:password@mail.school.edu. Without it the site sends no e-mails. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** The sender of the site's e-mails. */
  MAIL_FROM: z.string().default('Downstream <downstream@localhost>'),
  /** Single sign-on by OpenID Connect: the provider's address, and what it knows the site by. */
  OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  /** What the button to sign in says, e.g. "Example University". */
  OIDC_NAME: z.string().default('single sign-on'),
  /**
   * Whether the API asks addresses of this machine and of networks inside, where people enter addresses: learning
   * platforms and webhooks. Only where all who may enter them are trusted.
   */
  ALLOW_INTERNAL_ADDRESSES: z.stringbool().default(false),
  /** Whether the API serves GraphiQL at /graphiql; in development when left out. */
  GRAPHIQL: z.stringbool().optional(),
  ENGINE: z.enum(engineOptions).default('auto'),
  WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(Math.min(cpus().length, 4)),
  /** Disk that the features of frozen networks may take, in bytes when it is read, and how exactly they are stored. */
  FEATURE_STORE_SIZE: size.default(20e9),
  FEATURE_PRECISION: z.enum(featurePrecisions).default('float32'),
  /** Memory that the runs of a worker may take together, in bytes when it is read. */
  WORKER_MEMORY: size
    .pipe(z.number().min(1e9, 'expected 1 GB or more'))
    .default(() => Math.floor(shareForRuns * process.availableMemory())),
  /** What reads the figures of the API and of a worker sends it; without it only this machine may read them. */
  METRICS_TOKEN: z.string().min(16).optional(),
  /** Where a worker answers /metrics; nowhere when left out. */
  WORKER_METRICS_PORT: z.coerce.number().int().min(1).max(65_535).optional(),
  /** Where traces go, as OTLP over HTTP, e.g. http://localhost:4318; there are none when left out. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  KERAS_WEIGHTS_URL: z.url().default('https://storage.googleapis.com/tensorflow/keras-applications'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

export type Environment = z.output<typeof environmentSchema> & {
  siteUrl: string;
  /** The provider of single sign-on; undefined when there is none. */
  singleSignOn: { issuer: string; clientId: string; clientSecret: string; name: string } | undefined;
  /** Its directory, and the bytes that it may take. */
  featureStore: { directory: string; limit: number; precision: FeaturePrecision };
  /** Directories below DATA_DIR; `objects` and `sealed` may be buckets. */
  directories: { objects: string; sealed: string; uploads: string; cache: string; postgres: string };
};

/**
 * Reads and checks the environment (and `.env`, whose values do not override what is set). Throws one sentence a
 * variable.
 */
export function readEnvironment(source: NodeJS.ProcessEnv = process.env): Environment {
  if (source === process.env && existsSync('.env')) process.loadEnvFile('.env');
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const { value, issues } = check(environmentSchema, present, 'environment');
  if (issues) {
    const lines = issues.map(({ path, message }) => `  ${path}: ${message}`);
    throw new Error(`The environment is not right (see .env.example):\n${lines.join('\n')}`);
  }
  const { CACHE_DIR, DATA_DIR, SITE_URL, WEB_PORT, OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = value;
  if (OIDC_ISSUER !== undefined && (OIDC_CLIENT_ID === undefined || OIDC_CLIENT_SECRET === undefined))
    throw new Error(
      'The environment is not right (see .env.example): OIDC_ISSUER needs OIDC_CLIENT_ID and OIDC_CLIENT_SECRET.',
    );
  requireTwoBuckets(value);
  const below = (name: string) => join(DATA_DIR, name);
  const cache = CACHE_DIR ?? below('cache');
  return {
    ...value,
    siteUrl: SITE_URL ?? `http://localhost:${WEB_PORT}`,
    singleSignOn:
      OIDC_ISSUER !== undefined && OIDC_CLIENT_ID !== undefined && OIDC_CLIENT_SECRET !== undefined
        ? { issuer: OIDC_ISSUER, clientId: OIDC_CLIENT_ID, clientSecret: OIDC_CLIENT_SECRET, name: value.OIDC_NAME }
        : undefined,
    featureStore: {
      directory: join(cache, 'features'),
      limit: value.FEATURE_STORE_SIZE,
      precision: value.FEATURE_PRECISION,
    },
    directories: {
      objects: value.OBJECT_STORE ?? below('objects'),
      sealed: value.SEALED_STORE ?? below('sealed'),
      uploads: below('uploads'),
      cache,
      postgres: below('postgres'),
    },
  };
}

/** Rights are given for a whole bucket: the API must not read what is sealed. */
function requireTwoBuckets({ OBJECT_STORE, SEALED_STORE }: { OBJECT_STORE?: string; SEALED_STORE?: string }): void {
  if (OBJECT_STORE === undefined && SEALED_STORE === undefined) return;
  const [objects, sealed] = [OBJECT_STORE, SEALED_STORE].map((each) => each && parseS3Location(each));
  const differ = objects && sealed && (objects.bucket !== sealed.bucket || objects.endpoint !== sealed.endpoint);
  if (!differ)
    throw new Error(
      'The environment is not right (see .env.example): OBJECT_STORE and SEALED_STORE need two different buckets.',
    );
}

/** Keys for a bucket of S3. */
export interface StoreKeys {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

/** The keys for the bucket of the test images. Undefined where AWS's own variables, files or roles have them. */
export function sealedStoreKeys(): StoreKeys | undefined {
  const {
    SEALED_STORE_ACCESS_KEY_ID: accessKeyId,
    SEALED_STORE_SECRET_ACCESS_KEY: secretAccessKey,
    SEALED_STORE_SESSION_TOKEN: sessionToken,
  } = process.env;
  return accessKeyId && secretAccessKey
    ? { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) }
    : undefined;
}

/**
 * The environment of a child process: this one's, with variables that are added, replaced or, where they are undefined,
 * left out.
 */
export function childEnvironment(variables: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  return { ...process.env, ...variables };
}

/** Where Node keeps what it compiled, so that the next process of the same sources starts sooner. */
export function compileCache(cacheDirectory: string): { NODE_COMPILE_CACHE: string } {
  return { NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE || join(cacheDirectory, 'compiled') };
}

/**
 * Sets variables of this process, which its children inherit. `keeps`: a variable that is set already, and not empty,
 * stays.
 */
export function setEnvironment(variables: Record<string, string>, { keeps = false } = {}): void {
  for (const [name, value] of Object.entries(variables)) if (!keeps || !process.env[name]) process.env[name] = value;
}

/** What the command line is told of the site and the account that it speaks for. It does not read `.env`. */
export function readAccount(): { site: string; apiKey?: string | undefined; password?: string | undefined } {
  const { DOWNSTREAM_URL, DOWNSTREAM_API_KEY, DOWNSTREAM_PASSWORD } = process.env;
  return {
    site: DOWNSTREAM_URL || 'http://localhost:3000',
    apiKey: DOWNSTREAM_API_KEY || undefined,
    password: DOWNSTREAM_PASSWORD || undefined,
  };
}

/** The folder where this account of the machine keeps what programs are set to. */
export function configDirectory(): string {
  const { XDG_CONFIG_HOME, APPDATA } = process.env;
  return XDG_CONFIG_HOME || (process.platform === 'win32' && APPDATA) || join(homedir(), '.config');
}

/** The folder that the person called from: npm runs commands in the clone's root, and says in INIT_CWD where it was. */
export function callersDirectory(): string {
  return process.env.INIT_CWD ?? process.cwd();
}

/** npm as a command: the one that started this program, else the one on the PATH. */
export function npmCommand(): [string, ...string[]] {
  const running = process.env.npm_execpath;
  return running !== undefined && basename(running) === 'npm-cli.js' ? [process.execPath, running] : ['npm'];
}

/** Seconds that each step of the bootstrap took before it started this program. */
export function bootstrapSeconds(): Record<string, number> {
  return JSON.parse(process.env.BOOTSTRAP_SECONDS ?? '{}');
}

/** Whether this is a site for work on the sources: `npm run dev` says so to its processes. */
export function isDevelopment(): boolean {
  return process.env.NODE_ENV === 'development';
}

/** Whether WebGPU may compute on an adapter that the processor plays: only where it was asked for by name. */
export function allowsSoftwareAdapter(): boolean {
  return process.env.WEBGPU_SOFTWARE_ADAPTER === 'allowed';
}

/** Whether TensorFlow computes with oneDNN, which is its default. It reads the same variable. */
export function usesOneDnn(): boolean {
  return process.env.TF_ENABLE_ONEDNN_OPTS !== '0';
}
