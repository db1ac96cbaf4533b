import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { FileStore } from '@tus/file-store';
import { type ServerOptions, Server as TusServer } from '@tus/server';
import type { Logger } from 'pino';
import { isDiskFull } from '#machine/exhausted';
import type { SharedFiles } from '#prisma/objects/sharedFiles';
import { removeUpload, uploadedFile } from '#prisma/uploadedFile';
import type { Viewer } from '../graphql/context.ts';
import { ApiError, diskFull } from '../graphql/errors.ts';

/** Uploads in progress, and finished ones that wait to be imported. */
export interface Uploads {
  /** Answers requests to /uploads as the tus protocol says, which resumes what was cut off. */
  handle: TusServer['handle'];
  /**
   * Has `use` take a finished upload of this person, once. Throws UPLOAD_NOT_FOUND when there is none, when it belongs
   * to another person, or when it is unfinished. An upload that `use` refuses with an ApiError is removed. After any
   * other error, such as a full disk, it is there as before.
   */
  take<Result>(uploadId: string, ownerId: string, use: (taken: TakenUpload) => Promise<Result>): Promise<Result>;
  /** Removes uploads that have not grown for a day, but for those that open imports read. */
  sweep(ofOpenImports?: ReadonlySet<string>): Promise<void>;
}

interface TakenUpload {
  path: string;
  /** Puts it where workers on other machines find it, if there are such. */
  share(): Promise<void>;
}

export interface UploadOptions {
  directory: string;
  /** Where workers find uploads that do not share the directory; they all do when left out. */
  shared?: Pick<SharedFiles, 'put'> | undefined;
  maxBytes: number;
  /** Who sends this request. Throws `ApiError` for a bad API key. */
  viewerOf(headers: Headers): Promise<Viewer | null>;
  /** Only people who have a course to put them in may fill the disk. */
  mayUpload(viewer: Viewer): Promise<boolean>;
  /**
   * Throws `ApiError` where an account may not have so many bytes more, nor the course that an upload says it is for.
   */
  requireRoom(viewer: Viewer, bytes: number, courseId: string | undefined): Promise<void>;
  log: Logger;
}

/** tus's own store says of every error that writing failed, and not why. */
class ResumableStore extends FileStore {
  override async write(readable: Readable, id: string, offset: number): Promise<number> {
    const file = createWriteStream(join(this.directory, id), { flags: 'r+', start: offset });
    await pipeline(readable, file);
    return offset + file.bytesWritten;
  }
}

const day = 24 * 60 * 60 * 1000;
const uploadPath = '/uploads';

export async function openUploads(options: UploadOptions): Promise<Uploads> {
  const { directory, shared, maxBytes, viewerOf, mayUpload, requireRoom, log } = options;
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const store = new ResumableStore({ directory });
  // How large an upload becomes is said before it begins.
  store.extensions = store.extensions.filter((extension) => extension !== 'creation-defer-length');
  const find = async (uploadId: string, ownerId: string) => {
    // The id becomes a file name: nothing but what the server itself gives out.
    const upload = /^[0-9a-f]{32}$/.test(uploadId) ? await store.getUpload(uploadId).catch(() => null) : null;
    return upload?.metadata?.owner === ownerId ? upload : null;
  };
  /** Bytes that this account's uploads have or are going to have, until they are taken. */
  const waitingBytes = async (ownerId: string) => {
    let bytes = 0;
    for (const id of await store.configstore.list!()) {
      const upload = await store.configstore.get(id);
      if (upload?.metadata?.owner === ownerId) bytes += upload.size ?? 0;
    }
    return bytes;
  };
  const authorize: NonNullable<ServerOptions['onIncomingRequest']> = async (request, uploadId) => {
    const viewer = await viewerOf(request.headers).catch(refuse);
    if (!viewer)
      return refuse(
        new ApiError('UNAUTHENTICATED', 'Expected an account that has signed in, received none: sign in to upload.'),
        401,
      );
    if (request.method !== 'POST' && !(await find(uploadId, viewer.id)))
      refuse(
        new ApiError('UPLOAD_NOT_FOUND', 'Expected the address of your own upload, received another address.'),
        404,
      );
  };
  const tus = new TusServer({
    path: uploadPath,
    relativeLocation: true,
    datastore: store,
    maxSize: maxBytes,
    onIncomingRequest: authorize,
    // What has arrived stays: the same upload goes on when there is room.
    onResponseError(_request, error) {
      if (!isDiskFull(error)) return undefined;
      log.error({ err: error }, 'a disk is full');
      return { status_code: 507, body: bodyOf(diskFull()) };
    },
    onUploadCreate: async (request, upload) => {
      const viewer = await viewerOf(request.headers).catch(refuse);
      if (!viewer || !(await mayUpload(viewer)))
        return refuse(new ApiError('FORBIDDEN', 'Only the instructor or an assistant of a course may upload.'), 403);
      const waiting = await waitingBytes(viewer.id);
      await requireRoom(viewer, waiting + (upload.size ?? maxBytes), upload.metadata?.course ?? undefined).catch(
        (error) => refuse(error, 413),
      );
      return { metadata: { ...upload.metadata, owner: viewer.id } };
    },
  });
  return {
    handle: tus.handle.bind(tus),
    async take(uploadId, ownerId, use) {
      const upload = await find(uploadId, ownerId);
      const unfinished = !upload || upload.size === undefined || upload.offset !== upload.size;
      const path = join(directory, uploadId);
      const taken = uploadedFile(directory, uploadId);
      // Of two who take it at the same time, one renames it and the other finds nothing.
      const renamed = !unfinished && (await rename(path, taken).then(() => true, missing));
      if (!renamed)
        throw new ApiError(
          'UPLOAD_NOT_FOUND',
          `Expected the id of your own finished upload to /uploads, received "${uploadId}".`,
        );
      try {
        const result = await use({ path: taken, share: async () => shared?.put(uploadId, taken) });
        await store.configstore.delete(uploadId);
        return result;
      } catch (error) {
        if (!(error instanceof ApiError)) await rename(taken, path);
        else {
          await removeUpload(directory, uploadId);
          await store.configstore.delete(uploadId);
        }
        throw error;
      }
    },
    async sweep(ofOpenImports = new Set()) {
      for (const name of await readdir(directory)) {
        if (ofOpenImports.has(name.split('.')[0]!)) continue;
        const path = join(directory, name);
        const touched = await stat(path).then(({ mtimeMs }) => mtimeMs, missing);
        if (touched && touched < Date.now() - day) await rm(path, { force: true });
      }
    },
  };
}

function missing(error: NodeJS.ErrnoException): false {
  if (error.code === 'ENOENT') return false;
  throw error;
}

/** tus answers with what is thrown, when it has a status and a body. */
function refuse(error: unknown, status = 401): never {
  if (!(error instanceof ApiError)) throw error;
  throw { status_code: status, body: bodyOf(error) };
}

function bodyOf({ message, extensions }: ApiError): string {
  return JSON.stringify({ errors: [{ message, extensions }] });
}
