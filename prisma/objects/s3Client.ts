import type { S3Client } from '@aws-sdk/client-s3';
import type { StoreKeys } from '#machine/environment';
import { nameOfLocation, parseS3Location, type S3Location } from '#machine/storeLocation';
import { type StoreTrouble, StoreUnusable } from './object.ts';

/** A bucket, and the library that speaks to it. */
export interface Bucket extends S3Location {
  client: S3Client;
  sdk: typeof import('@aws-sdk/client-s3');
}

const connectMs = 10_000;
/** How long a server may say nothing, also in the middle of an object. */
const silentMs = 60_000;
/** The library asks again after what passes: lost connections, 5xx, too many requests, a clock that it can correct. */
const attempts = 5;

/** A process opens its stores for each run; connections are for all of them. */
const clients = new Map<string, Promise<S3Client>>();

/** A bucket, asked for when it is needed: the library takes a while to load, and sites with directories have no use. */
export function bucketAt(location: string, keys: StoreKeys | undefined): () => Promise<Bucket> {
  const parsed = parseS3Location(location);
  const { region, endpoint, profile } = parsed;
  const of = JSON.stringify([region, endpoint, profile, keys?.accessKeyId]);
  return async () => {
    const sdk = await import('@aws-sdk/client-s3');
    let client = clients.get(of);
    if (!client) {
      client = openClient(sdk, parsed, keys);
      clients.set(of, client);
    }
    return { ...parsed, sdk, client: await client };
  };
}

async function openClient(
  { S3Client }: Bucket['sdk'],
  { region, endpoint, profile }: S3Location,
  credentials: StoreKeys | undefined,
): Promise<S3Client> {
  return new S3Client({
    // Other servers than Amazon's often know neither regions nor buckets as hosts.
    ...(endpoint !== undefined && { endpoint, forcePathStyle: true, region: 'us-east-1' }),
    ...(region !== undefined && { region }),
    ...(profile !== undefined && { profile }),
    ...(credentials && { credentials }),
    maxAttempts: attempts,
    // Puts name their SHA-256, and what is read is compared with its address. A server that knows no checksums stores
    // the framing of the library's own ones with the object.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: connectMs, socketTimeout: silentMs },
  });
}

/** What a server says when it does not do what it is asked for. */
const troubles: Record<string, StoreTrouble> = {
  AccessDenied: 'STORE_NO_RIGHTS',
  AllAccessDisabled: 'STORE_NO_RIGHTS',
  CredentialsProviderError: 'STORE_NO_RIGHTS',
  ExpiredToken: 'STORE_NO_RIGHTS',
  InvalidAccessKeyId: 'STORE_NO_RIGHTS',
  InvalidToken: 'STORE_NO_RIGHTS',
  SignatureDoesNotMatch: 'STORE_NO_RIGHTS',
  NoSuchBucket: 'STORE_NO_BUCKET',
  RequestTimeTooSkewed: 'STORE_CLOCK',
  // Ceph, MinIO and others
  QuotaExceeded: 'STORE_FULL',
  XMinioStorageFull: 'STORE_FULL',
  XMinioAdminBucketQuotaExceeded: 'STORE_FULL',
  InsufficientStorage: 'STORE_FULL',
};

const meanings: Record<StoreTrouble, string> = {
  STORE_NO_RIGHTS: 'the keys have no right to it',
  STORE_NO_BUCKET: 'there is no such bucket',
  STORE_FULL: 'no space is left in it',
  STORE_CLOCK: 'the clocks of this machine and of the store differ too much',
  STORE_OUT_OF_REACH: 'it is out of reach',
};

/** What the library throws. */
interface S3Fault {
  name?: string;
  code?: string;
  message?: string;
  $metadata?: { httpStatusCode?: number };
}

/** Whether a server answered that it has no such object. */
export function saysMissing(error: unknown): boolean {
  const { name } = error as S3Fault;
  return name === 'NoSuchKey' || name === 'NotFound';
}

/**
 * An error of the library in our words. It keeps the error's name and words alone: the rest has the request in it, and
 * what was signed.
 */
export function storeTrouble(error: unknown, asked: string, location: string): StoreUnusable {
  const { name = '', code, message, $metadata } = error as S3Fault;
  const status = $metadata?.httpStatusCode;
  const trouble =
    troubles[name] ?? (status === 507 ? 'STORE_FULL' : status === 403 ? 'STORE_NO_RIGHTS' : 'STORE_OUT_OF_REACH');
  const words = [code ?? name, status, message].filter((each) => each !== undefined && each !== '').join(', ');
  return new StoreUnusable(
    trouble,
    `expected to ${asked} ${nameOfLocation(location)}, but ${meanings[trouble]} (${words})`,
  );
}
