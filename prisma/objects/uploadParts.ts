import type { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';

/** S3 takes 10,000 parts, so a file may have 160 GB. */
const partBytes = 16 * 2 ** 20;
const partsAtOnce = 4;

/**
 * Puts something large in parts, each with its SHA-256 and sent again by itself where that fails. Parts of an upload
 * that fails are removed; those of a process that was killed are for a rule of the bucket.
 */
export async function uploadParts(
  client: S3Client,
  target: { Bucket: string; Key: string },
  Body: Uint8Array | Readable,
): Promise<void> {
  const { Upload } = await import('@aws-sdk/lib-storage');
  const params = { ...target, Body, ChecksumAlgorithm: 'SHA256' as const };
  await new Upload({ client, params, partSize: partBytes, queueSize: partsAtOnce }).done();
}
