import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { childEnvironment } from '#machine/environment';
import { type Database, Prisma } from '#prisma/client';
import { type Queue, weightUploadsQueue } from '#prisma/queue';
import { bringUpload, removeUpload, sharedUploads, uploadedFile } from '#prisma/uploadedFile';
import { type WeightUpload, type WeightUploadEnding, weightUploadSchema } from '#prisma/weightUploads';
import { forkChild } from '../processes/forkChild.ts';
import { type CheckAnswer, type CheckTask, checkAnswerSchema, type Published } from './messages.ts';

interface Consumer {
  database: Database;
  queue: Queue;
  directories: { objects: string; sealed: string; uploads: string; cache: string };
  log: Logger;
  /** Aborted when the worker stops. Its check goes to another worker. */
  stopping: AbortSignal;
}

const processPath = fileURLToPath(new URL('./checkProcess.ts', import.meta.url));
/** A file of a gigabyte takes seconds. */
const longestCheckMs = 10 * 60_000;
/** Between two tries while a disk is full. */
const fullDiskPauseMs = 30_000;

/**
 * Takes uploaded files of weights from the queue, one at a time. A process of its own reads each: strangers made the
 * file, and the process ends with all the memory that it took. What fits its backbone is published.
 */
export async function consumeWeightUploads({ database, queue, directories, log, stopping }: Consumer): Promise<void> {
  await queue.work<WeightUpload>(
    weightUploadsQueue,
    { pollingIntervalSeconds: 0.5, heartbeatRefreshSeconds: 2 },
    async ([job]): Promise<WeightUploadEnding> => {
      const upload = weightUploadSchema.parse(job!.data);
      const { objects, cache, uploads } = directories;
      const file = uploadedFile(uploads, upload.uploadId);
      const shared = sharedUploads(directories.sealed);
      await bringUpload(uploads, upload.uploadId, shared);
      const check = () => checkInProcess({ file, upload, directories: { objects, cache } }, stopping);
      let answer = await check();
      while ('isDiskFull' in answer) {
        log.error({ uploadId: upload.uploadId }, 'a disk is full: the weights are checked again when there is room');
        await sleep(fullDiskPauseMs, undefined, { signal: stopping });
        answer = await check();
      }
      stopping.throwIfAborted();
      const ending = 'address' in answer ? await publish(database, upload, answer) : answer;
      log.info({ uploadId: upload.uploadId, backbone: upload.backbone, ...ending }, 'weights checked');
      await removeUpload(uploads, upload.uploadId, shared);
      return ending;
    },
  );
}

async function publish(
  database: Database,
  upload: WeightUpload,
  { address: hash, bytes }: Published,
): Promise<WeightUploadEnding> {
  const { courseId, name, backbone, inputSize, preprocessing } = upload;
  try {
    const data = { courseId, name, backbone, inputSize, preprocessing, hash, bytes };
    return { weightsId: (await database.weights.create({ data })).id };
  } catch (error) {
    if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== 'P2002') throw error;
    const there = await database.weights.findUnique({ where: { courseId_name: { courseId, name } } });
    // This worker's predecessor died between publishing them and saying so.
    if (there && there.runId === null && there.hash === hash && there.backbone === backbone)
      return { weightsId: there.id };
    return { failure: `Expected a name that no weights of this course have yet, received "${name}"` };
  }
}

/** Runs the process that checks one file, and ends it when it takes too long or the worker stops. */
function checkInProcess(task: CheckTask, stopping: AbortSignal): Promise<CheckAnswer> {
  return new Promise((resolve, reject) => {
    const child = forkChild(processPath, { env: childEnvironment(), stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    let answer: CheckAnswer | undefined;
    const kill = () => child.kill('SIGKILL');
    const timer = setTimeout(kill, longestCheckMs);
    stopping.addEventListener('abort', kill, { once: true });
    child.on('message', (message) => {
      answer = checkAnswerSchema.parse(message);
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      stopping.removeEventListener('abort', kill);
      const how = signal ?? `exit code ${code}`;
      resolve(answer ?? { failure: `Expected a file of weights, but the process that read it ended with ${how}` });
    });
    child.send(task);
  });
}
