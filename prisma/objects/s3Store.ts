import { createHash } from 'node:crypto';
import { pipeline, type Readable, Transform } from 'node:stream';
import type { StoreKeys } from '#machine/environment';
import { nameOfLocation } from '#machine/storeLocation';
import { addressOf, type BatchStore, keyOf, ObjectMissing, StoreUnusable } from './object.ts';
import { bucketAt, saysMissing, storeTrouble } from './s3Client.ts';
import { uploadParts } from './uploadParts.ts';

/** Larger objects go in parts, so that a lost connection costs one part. */
const largestPut = 16 * 2 ** 20;
/** How often an object is read whose bytes stop coming. The library asks again only until they begin to come. */
const reads = 3;

/** An object store in a bucket of S3. `keys`: those of this process when they are left out. Throws `StoreUnusable`. */
export function openS3Store(location: string, keys?: StoreKeys): BatchStore {
  const bucket = bucketAt(location, keys);
  const root = nameOfLocation(location);

  async function put(bytes: Uint8Array): Promise<string> {
    const address = addressOf(bytes);
    try {
      const { client, sdk, ...at } = await bucket();
      const target = { Bucket: at.bucket, Key: at.prefix + keyOf(address) };
      // It is put even where it may be there already: asking takes a right to read, and as long as a small put. Putting
      // also heals a damaged object.
      if (bytes.length > largestPut) await uploadParts(client, target, bytes);
      else {
        const ChecksumSHA256 = Buffer.from(address, 'hex').toString('base64');
        await client.send(new sdk.PutObjectCommand({ ...target, Body: bytes, ChecksumSHA256 }));
      }
    } catch (error) {
      throw storeTrouble(error, 'put an object into', location);
    }
    return address;
  }

  async function stream(address: string): Promise<{ bytes: number; stream: Readable }> {
    const { client, sdk, ...at } = await bucket();
    try {
      const Key = at.prefix + keyOf(address);
      const { Body, ContentLength } = await client.send(new sdk.GetObjectCommand({ Bucket: at.bucket, Key }));
      return { bytes: ContentLength!, stream: compared(Body as Readable, { address, location, root }) };
    } catch (error) {
      throw saysMissing(error) ? new ObjectMissing(address, root) : storeTrouble(error, 'get an object from', location);
    }
  }

  return {
    put,
    // What S3 has taken is on several disks.
    batch: () => ({ put, settle: async () => {} }),
    stream,
    async get(address) {
      for (let read = 1; ; read++) {
        const { bytes, stream: chunks } = await stream(address);
        const whole = Buffer.allocUnsafe(bytes);
        let at = 0;
        try {
          for await (const chunk of chunks as AsyncIterable<Buffer>) {
            chunk.copy(whole, at);
            at += chunk.length;
          }
          return whole;
        } catch (error) {
          if (!(error instanceof StoreUnusable) || read === reads) throw error;
        }
      }
    },
    async size(address) {
      try {
        const { client, sdk, ...at } = await bucket();
        const Key = at.prefix + keyOf(address);
        return (await client.send(new sdk.HeadObjectCommand({ Bucket: at.bucket, Key }))).ContentLength ?? 0;
      } catch (error) {
        if (saysMissing(error)) return 0;
        throw storeTrouble(error, 'look at an object in', location);
      }
    },
    async remove(address) {
      try {
        const { client, sdk, ...at } = await bucket();
        await client.send(new sdk.DeleteObjectCommand({ Bucket: at.bucket, Key: at.prefix + keyOf(address) }));
      } catch (error) {
        throw storeTrouble(error, 'remove an object from', location);
      }
    },
  };
}

/** The bytes of an object, as a stream that fails where they stop coming, and at the end where they are others. */
function compared(
  body: Readable,
  { address, location, root }: { address: string; location: string; root: string },
): Readable {
  const hash = createHash('sha256');
  const chunks = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      done(null, chunk);
    },
    flush(done) {
      const differs = hash.digest('hex') !== address;
      done(differs ? new ObjectMissing(address, root, ': the bytes of that object are others') : null);
    },
  });
  body.on('error', (error) => chunks.destroy(storeTrouble(error, 'read an object of', location)));
  pipeline(body, chunks, () => {});
  return chunks;
}
