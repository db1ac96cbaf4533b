import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type ObjectStore, openObjectStore } from '#prisma/objectStore';
import { keepCheckpoints } from '../../../worker/checkpoints/keepCheckpoints.ts';
import { claimRun } from '../../../worker/claims/claim.ts';
import { RunLost } from '../../../worker/claims/claimedRun.ts';
import { openShapesCourse, type ShapesCourse } from '../../setup/shapesCourse.ts';
import { provenance, smallCheckpoint } from './smallCheckpoint.ts';

let course: ShapesCourse;
beforeAll(async () => {
  course = await openShapesCourse();
});
afterAll(() => course.close());

/** How many milliseconds storing takes on the mocked clock. */
let cost: number;
let now: number;
beforeEach(() => {
  now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
});
afterEach(() => vi.restoreAllMocks());

async function keeper(
  onNotice: (message: string) => void,
  store: (objects: ObjectStore) => ObjectStore = (objects) => objects,
) {
  const { database, worker } = course;
  const { id: workerId } = await database.worker.create({
    data: { host: 'here', engine: 'wasm', engineReason: 'test', environment: provenance, concurrency: 1 },
  });
  const claim = (await claimRun(database, await course.submit({ backbone: 'CNN', inputSize: 46 }), workerId))!;
  const objects = openObjectStore(worker.directories.objects);
  const slow: ObjectStore = {
    ...objects,
    put(bytes) {
      now += cost;
      return objects.put(bytes);
    },
  };
  const keep = keepCheckpoints(
    { database, objects: store(slow), claim, onNotice },
    { weightsHash: 'loaded', provenance },
  );
  let epoch = 0;
  return {
    claim,
    workerId,
    /** Ends an epoch so long after the last one. Returns the epoch of the checkpoint that is then stored. */
    async after(milliseconds: number) {
      now += milliseconds;
      epoch++;
      const { state } = smallCheckpoint({ ...claim, epoch });
      await keep(() => state);
      return (await database.checkpoint.findFirst({ where: { runId: claim.runId } }))?.epoch;
    },
  };
}

test('a checkpoint that costs nothing is stored once a second, one that costs a second every twenty', async () => {
  cost = 0;
  const { after } = await keeper(expect.unreachable);
  expect([await after(600), await after(600), await after(900), await after(200)]).toEqual([undefined, 2, 2, 4]);
  cost = 1000;
  expect(await after(1000)).toBe(5);
  expect([await after(10_000), await after(9_900), await after(200)]).toEqual([5, 5, 8]);
});

test('a run continues when a checkpoint cannot be stored, and tries the next one', async () => {
  cost = 0;
  let full = true;
  const notices: string[] = [];
  const { after } = await keeper(
    (message) => notices.push(message),
    (objects) => ({
      ...objects,
      put: (bytes) => (full ? Promise.reject(new Error('no space left on device')) : objects.put(bytes)),
    }),
  );
  expect(await after(2000)).toBeUndefined();
  expect(notices).toEqual(['no checkpoint was stored: no space left on device']);
  full = false;
  expect(await after(2000)).toBe(2);
});

test('a run that another worker has claimed is lost', async () => {
  cost = 0;
  const { after, claim, workerId } = await keeper(expect.unreachable);
  await claimRun(course.database, claim.runId, workerId);
  await expect(after(2000)).rejects.toThrow(RunLost);
});
