import { existsSync } from 'node:fs';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { check } from '#contracts/issues';
import { type FeaturePrecision, featurePrecisions } from '#contracts/provenance';

/**
 * Of the memory that is free when a worker starts, or that its container may still take: the rest is for what else runs
 * beside it.
 */
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

/** The environment variables, as `.env.example` lists them. Nothing else reads `process.env`. */
const environmentSchema = z.object({
  /** PostgreSQL; without it `npm start` runs the embedded one under DATA_DIR. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATA_DIR: z
    .string()
    .default('.data')
    .transform((path) => resolve(path)),
  /** Downloaded weights and packages; without it a folder in DATA_DIR. */
  CACHE_DIR: z
    .string()
    .transform((path) => resolve(path))
    .optional(),
  /** Where people reach the site; cookies and origin checks go by it. */
  SITE_URL: z.url().optional(),
  WEB_PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
  /** The API's own address. The site reaches it here; nobody else has to. */
  API_HOST: z.union([z.ipv4(), z.ipv6()], { error: 'expected an IP address' }).default('127.0.0.1'),
  API_PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  /** Signs sessions; without it `npm start` makes one under DATA_DIR. */
  AUTH_SECRET: z.string().min(32).optional(),
  ENGINE: z.enum(['auto', 'native', 'wasm']).default('auto'),
  WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(Math.min(cpus().length, 4)),
  /** Disk that the features of frozen networks may take, in bytes when it is read, and how exactly they are stored. */
  FEATURE_STORE_SIZE: size.default(20e9),
  FEATURE_PRECISION: z.enum(featurePrecisions).default('float32'),
  /** What the runs of a worker may take together; in bytes when it is read. */
  WORKER_MEMORY: size
    .pipe(z.number().min(1e9, 'expected 1 GB or more'))
    .default(() => Math.floor(shareForRuns * process.availableMemory())),
  KERAS_WEIGHTS_URL: z.url().default('https://storage.googleapis.com/tensorflow/keras-applications'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

export type Environment = z.output<typeof environmentSchema> & {
  siteUrl: string;
  /** Bytes it may take, and where it lies. */
  featureStore: { directory: string; limit: number; precision: FeaturePrecision };
  /** Directories below DATA_DIR. */
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
  const { CACHE_DIR, DATA_DIR, SITE_URL, WEB_PORT } = value;
  const below = (name: string) => join(DATA_DIR, name);
  const cache = CACHE_DIR ?? below('cache');
  return {
    ...value,
    siteUrl: SITE_URL ?? `http://localhost:${WEB_PORT}`,
    featureStore: {
      directory: join(cache, 'features'),
      limit: value.FEATURE_STORE_SIZE,
      precision: value.FEATURE_PRECISION,
    },
    directories: {
      objects: below('objects'),
      sealed: below('sealed'),
      uploads: below('uploads'),
      cache,
      postgres: below('postgres'),
    },
  };
}
