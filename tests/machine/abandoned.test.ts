import { randomUUID } from 'node:crypto';
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorker } from '../../worker/worker.ts';
import { openShapesCourse, type ShapesCourse } from '../setup/shapesCourse.ts';

let course: ShapesCourse;
beforeAll(async () => {
  course = await openShapesCourse();
});
afterAll(() => course.close());

test('a worker that starts removes what killed ones have left half-written, and nothing else', async () => {
  const { cache, objects } = course.worker.directories;
  const twoHoursAgo = new Date(Date.now() - 2 * 60 * 60 * 1000);
  const write = async (path: string, time = twoHoursAgo) => {
    const [folder, name] = [join(cache, dirname(path)), basename(path)];
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, name), 'half');
    for (const written of [join(folder, name), folder]) await utimes(written, time, time);
  };
  await write(`int8/old.onnx.${randomUUID()}.partial`);
  await write('weights-Ab12cd/weights.h5');
  await write(`packages/.partial-${randomUUID()}/package.tgz`);
  const beingWritten = [`int8/new.onnx.${randomUUID()}.partial`, 'weights-Ab12ce/weights.h5'];
  for (const path of beingWritten) await write(path, new Date());
  // A download is gone on with.
  const others = ['keras/vgg19.h5.partial', 'int8/network.onnx'];
  for (const path of others) await write(path);

  const stored = (await readdir(objects, { recursive: true })).sort();
  await write(relative(cache, join(objects, `ab/${randomUUID()}.${randomUUID()}.partial`)));

  const worker = await startWorker(course.worker);
  try {
    const files = await readdir(cache, { recursive: true, withFileTypes: true });
    const left = files
      .filter((file) => file.isFile())
      .map(({ parentPath, name }) => relative(cache, join(parentPath, name)))
      // The worker remembers there how its engine was probed.
      .filter((path) => path !== 'engine-probe.json');
    expect(left.sort()).toEqual([...beingWritten, ...others].sort());
    expect(await readdir(cache)).not.toContain('weights-Ab12cd');
    expect((await readdir(objects, { recursive: true })).filter((name) => name !== 'ab').sort()).toEqual(
      stored.filter((name) => name !== 'ab'),
    );
  } finally {
    await worker.stop();
  }
});
