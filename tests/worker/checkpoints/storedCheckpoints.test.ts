import { randomUUID } from 'node:crypto';
import { access, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type ObjectStore, openObjectStore } from '#prisma/objectStore';
import {
  openCheckpoint,
  removeSpentCheckpoints,
  storeCheckpoint,
  sweepCheckpoints,
} from '../../../worker/checkpoints/storedCheckpoints.ts';
import { type Claim, claimRun, countAttempts, newestCheckpoint } from '../../../worker/claims/claim.ts';
import { RunLost, recordEpoch, recordFacts } from '../../../worker/claims/claimedRun.ts';
import { openShapesCourse, type ShapesCourse } from '../../setup/shapesCourse.ts';
import { provenance, smallCheckpoint } from './smallCheckpoint.ts';

let course: ShapesCourse;
let objects: ObjectStore;
let workerId: string;
let runId: string;

beforeAll(async () => {
  course = await openShapesCourse();
  objects = openObjectStore(course.worker.directories.objects);
  const worker = { host: 'here', engine: 'wasm', engineReason: 'test', environment: provenance, concurrency: 1 };
  workerId = (await course.database.worker.create({ data: worker })).id;
});
afterAll(() => course.close());
beforeEach(async () => {
  await course.database.run.deleteMany();
  await removeSpentCheckpoints(course.database, objects);
  runId = await course.submit({ backbone: 'CNN', inputSize: 46 });
});

const claim = async () => (await claimRun(course.database, runId, workerId))!;
const store = (held: Claim, epoch: number, into = objects) =>
  storeCheckpoint(course.database, into, held, smallCheckpoint({ ...held, epoch }));
const rows = () => course.database.checkpoint.findMany({ orderBy: { epoch: 'asc' } });
const stored = () => course.waitFor(runId, () => true);

const pathOf = (address: string) => join(course.worker.directories.objects, address.slice(0, 2), address);
function exists(address: string): Promise<boolean> {
  return access(pathOf(address)).then(
    () => true,
    () => false,
  );
}

async function train(held: Claim, upTo: number): Promise<void> {
  await recordFacts(course.database, held, {
    engine: 'wasm',
    environment: provenance,
    weightsHash: 'loaded',
    totalParams: 2,
    trainableParams: 1,
  });
  for (let epoch = 1; epoch <= upTo; epoch++)
    await recordEpoch(course.database, held, {
      epoch,
      loss: 1,
      acc: 1,
      valLoss: 1,
      valAcc: 1,
      learningRate: 1,
      seconds: 1,
    });
}

/** A store that calls `meanwhile` in the middle of a write. */
const interrupted = (meanwhile: () => Promise<unknown>): ObjectStore => ({
  ...objects,
  async put(bytes) {
    const address = await objects.put(bytes);
    await meanwhile();
    return address;
  },
});

describe('of a run’s checkpoints', () => {
  test('only the newest is kept, and removed when the run has ended', async () => {
    const mine = await claim();
    await store(mine, 1);
    const [first] = await rows();
    await store(mine, 2);
    const [second, ...others] = await rows();
    expect(second).toMatchObject({ runId, attempt: 1, epoch: 2, storedAt: expect.any(Date) });
    expect(others).toEqual([]);
    expect([await exists(first!.address), await exists(second!.address)]).toEqual([false, true]);

    await course.database.run.update({ where: { id: runId }, data: { status: 'CANCELLED' } });
    const end = sweepCheckpoints(course.database, objects, (error) => expect.unreachable(String(error)));
    await end();
    expect(await rows()).toEqual([]);
    expect(await exists(second!.address)).toBe(false);
  });

  test('the older one is valid until the newer one is complete; what a dead worker left is removed later', async () => {
    const doomed = await claim();
    await store(doomed, 1);
    // The worker dies: nothing happens after the write.
    const dying = Promise.withResolvers<void>();
    void store(
      doomed,
      2,
      interrupted(async () => {
        dying.resolve();
        await new Promise(() => {});
      }),
    );
    await dying.promise;
    expect(await newestCheckpoint(course.database, runId)).toMatchObject({ epoch: 1 });
    // As far as others know, the worker may be alive.
    await removeSpentCheckpoints(course.database, objects);
    expect(await rows()).toHaveLength(2);
    const { address } = (await rows())[1]!;
    const partial = `${address}.any.partial`;
    await writeFile(join(dirname(pathOf(address)), partial), 'half');

    await claim();
    await removeSpentCheckpoints(course.database, objects);
    expect(await rows()).toMatchObject([{ epoch: 1 }]);
    expect([await exists(address), await exists(partial)]).toEqual([false, false]);
  });

  test('none comes from a worker that was taken for lost, not even one that it was writing', async () => {
    const zombie = await claim();
    await store(zombie, 1);
    let holder: Claim | undefined;
    const overtaken = interrupted(async () => {
      holder = await claim();
    });
    await expect(store(zombie, 2, overtaken)).rejects.toThrow(RunLost);
    await expect(store(zombie, 3)).rejects.toThrow(RunLost);
    expect(await rows()).toMatchObject([{ epoch: 1 }]);
    await store(holder!, 2);
    expect(await rows()).toMatchObject([{ epoch: 2, attempt: 2 }]);
  });

  test('none is left when it could not be written', async () => {
    const mine = await claim();
    const full = interrupted(() => Promise.reject(new Error('no space left on device')));
    await expect(store(mine, 1, full)).rejects.toThrow('no space left');
    expect(await rows()).toEqual([]);
  });

  test('those of deleted runs are removed', async () => {
    await store(await claim(), 1);
    const [row] = await rows();
    await course.database.run.delete({ where: { id: runId } });
    await removeSpentCheckpoints(course.database, objects);
    expect([await rows(), await exists(row!.address)]).toEqual([[], false]);
  });
});

describe('a claim of a run with a checkpoint', () => {
  test('deletes the epochs after it and keeps everything before', async () => {
    const first = await claim();
    await train(first, 4);
    await store(first, 2);
    const before = await stored();
    await claim();
    const after = await stored();
    expect(after).toMatchObject({
      status: 'PREPARING',
      attempt: 2,
      environment: provenance,
      weightsHash: 'loaded',
      startedAt: before.startedAt,
    });
    expect(after.epochs).toEqual(before.epochs.slice(0, 2));
  });

  test('opens it', async () => {
    const first = await claim();
    await store(first, 2);
    const second = await claim();
    const notices: string[] = [];
    const opened = await openCheckpoint({ database: course.database, objects, claim: second }, 'loaded', (message) =>
      notices.push(message),
    );
    expect(opened).toEqual(smallCheckpoint({ ...first, epoch: 2 }));
    expect(notices).toEqual(['resuming after epoch 2 from the checkpoint of attempt 1']);
  });

  test.each([
    [
      'damaged',
      'loaded',
      (path: string) => writeFile(path, 'downstream checkpoint 1\nwhat?'),
      /the bytes of that file are others$/,
    ],
    ['missing', 'loaded', (path: string) => rm(path), /no object [0-9a-f]{64}/],
    ['of other weights', 'others', async () => {}, 'the run started from other weights'],
  ] as const)('starts over when it is %s', async (_, weightsHash, spoil, why) => {
    const first = await claim();
    await train(first, 3);
    await store(first, 2);
    const { address } = (await rows())[0]!;
    await spoil(pathOf(address));
    const { startedAt } = await stored();
    const second = await claim();
    const onNotice = vi.fn();
    expect(
      await openCheckpoint({ database: course.database, objects, claim: second }, weightsHash, onNotice),
    ).toBeNull();
    expect(onNotice).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(why));
    const run = await stored();
    expect(run).toMatchObject({ epochs: [], environment: null, weightsHash: null, totalParams: null, attempt: 2 });
    expect(run.startedAt!.getTime()).toBeGreaterThan(startedAt!.getTime());
    expect([await rows(), await exists(address)]).toEqual([[], false]);
  });

  test('starts over when it belongs to another run', async () => {
    const first = await claim();
    await storeCheckpoint(course.database, objects, first, smallCheckpoint({ ...first, runId: randomUUID() }));
    const onNotice = vi.fn();
    const opened = openCheckpoint({ database: course.database, objects, claim: await claim() }, 'loaded', onNotice);
    expect(await opened).toBeNull();
    expect(onNotice).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('it belongs to another run'));
  });

  test('counts the attempts since it was stored', async () => {
    const attempts = () => countAttempts(course.database, runId);
    await claim();
    const second = await claim();
    expect(await attempts()).toBe(2);
    await store(second, 1);
    expect(await attempts()).toBe(1);
    await claim();
    expect(await attempts()).toBe(2);
  });

  test('starts over when it has fields that this version does not know', async () => {
    const first = await claim();
    const later = { ...provenance, field: 'of a later version' };
    await storeCheckpoint(course.database, objects, first, { ...smallCheckpoint(first), provenance: later });
    const onNotice = vi.fn();
    const opened = openCheckpoint({ database: course.database, objects, claim: await claim() }, 'loaded', onNotice);
    expect(await opened).toBeNull();
    expect(onNotice).toHaveBeenCalledExactlyOnceWith(
      expect.stringMatching(/its header does not match the format: environment: .*"field"/),
    );
    expect(await rows()).toEqual([]);
  });

  test('changes nothing for a worker that has lost the run in the meantime', async () => {
    const first = await claim();
    await train(first, 3);
    await store(first, 2);
    await claim();
    const lost = openCheckpoint({ database: course.database, objects, claim: first }, 'others', () => {});
    await expect(lost).rejects.toThrow(RunLost);
    expect((await stored()).epochs).toHaveLength(2);
  });
});
