import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { sealedStoreKeys } from '#machine/environment';
import { folderIn } from '#machine/storeLocation';
import { writeWholeFile } from '#machine/wholeFile';
import { bucketAt, saysMissing, storeTrouble } from './s3Client.ts';
import { uploadParts } from './uploadParts.ts';

/** Files of one machine that others need too, by names; in the bucket of the sealed store. Throws `StoreUnusable`. */
export interface SharedFiles {
  /** Puts a file there, and replaces an older one of that name. */
  put(name: string, path: string): Promise<void>;
  /** Writes it to `path`, whole or not at all. False where there is none. */
  fetch(name: string, path: string): Promise<boolean>;
  remove(name: string): Promise<void>;
}

/** The files in a folder of the sealed store, which is in a bucket. They may be made from test images. */
export function openSharedFiles(sealed: string, folder: string): SharedFiles {
  const location = folderIn(sealed, folder);
  const bucket = bucketAt(location, sealedStoreKeys());
  return {
    async put(name, path) {
      const source = createReadStream(path);
      try {
        const { client, sdk, bucket: Bucket, prefix } = await bucket();
        const target = { Bucket, Key: prefix + name };
        // S3 takes no upload of no parts.
        const { size } = await stat(path);
        if (size === 0) await client.send(new sdk.PutObjectCommand({ ...target, Body: Buffer.alloc(0) }));
        else await uploadParts(client, target, source);
      } catch (error) {
        throw isOfThisMachine(error) ? error : storeTrouble(error, 'put a file into', location);
      } finally {
        source.destroy();
      }
    },
    async fetch(name, path) {
      try {
        const { client, sdk, bucket: Bucket, prefix } = await bucket();
        const { Body } = await client.send(new sdk.GetObjectCommand({ Bucket, Key: prefix + name }));
        await writeWholeFile(path, (file) => file.writeFile(Body as Readable), { mode: 0o600 });
        return true;
      } catch (error) {
        if (saysMissing(error)) return false;
        throw isOfThisMachine(error) ? error : storeTrouble(error, 'get a file from', location);
      }
    },
    async remove(name) {
      try {
        const { client, sdk, bucket: Bucket, prefix } = await bucket();
        await client.send(new sdk.DeleteObjectCommand({ Bucket, Key: prefix + name }));
      } catch (error) {
        throw storeTrouble(error, 'remove a file from', location);
      }
    },
  };
}

/** Whether the file system of this machine failed, and not the store: a full disk, a file that is not there. */
function isOfThisMachine(error: unknown): boolean {
  const { syscall, path } = error as NodeJS.ErrnoException;
  return path !== undefined || syscall === 'write' || syscall === 'open';
}
