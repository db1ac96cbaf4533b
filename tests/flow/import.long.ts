import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, expect, onTestFailed, test } from 'vitest';
import { ZipFile } from 'yazl';
import { freePort } from '#prisma/postgres';
import { stopWithParent } from '../../bin/system/service.ts';
import { fractions } from '../learning/backbones/formula.ts';
import { apiKeyOf, dataOf, signUp } from '../setup/api.ts';
import { type Classroom, openClassroom } from '../setup/classroom.ts';
import { waitForImport } from '../setup/imports.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';
import { upload } from '../setup/upload.ts';
import { startWholeSystem } from '../setup/wholeSystem.ts';

/** A zip of small synthetic photographs, all different, in two classes: 80 % of them to train on. */
async function photographs(count: number): Promise<Buffer> {
  const archive = new ZipFile();
  const chunks: Buffer[] = [];
  archive.outputStream.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = once(archive.outputStream, 'end');
  for (let first = 0; first < count; first += 64) {
    const indices = Array.from({ length: Math.min(64, count - first) }, (_, at) => first + at);
    const files = await Promise.all(
      indices.map((index) =>
        sharp(
          Uint8Array.from(fractions(index + 1, 192), (fraction) => 255 * fraction),
          {
            raw: { width: 8, height: 8, channels: 3 },
          },
        )
          .resize(32, 32, { kernel: 'cubic' })
          .jpeg({ quality: 70 })
          .toBuffer(),
      ),
    );
    for (const [at, index] of indices.entries()) {
      const split = index % 10 < 8 ? 'train' : index % 10 === 8 ? 'validation' : 'test';
      const className = Math.floor(index / 10) % 2 === 0 ? 'cats' : 'dogs';
      archive.addBuffer(files[at]!, `${split}/${className}/${index}.jpg`, { compress: false });
    }
  }
  archive.end();
  await ended;
  return Buffer.concat(chunks);
}

/** Asks the API again and again how much memory it has. */
function watchMemory(port: number): { peak(): number; stop(): void } {
  let peak = 0;
  const timer = setInterval(async () => {
    const text = await fetch(`http://127.0.0.1:${port}/metrics`).then(
      (response) => response.text(),
      () => '',
    );
    peak = Math.max(peak, Number(/^process_resident_memory_bytes\{.*\} (\d+)$/m.exec(text)?.[1] ?? 0));
  }, 200);
  return { peak: () => peak, stop: () => clearInterval(timer) };
}

test('10,000 photographs are imported through the site, and the command shows how far it is', async () => {
  const apiPort = await freePort();
  const system = await startWholeSystem({ API_PORT: String(apiPort) });
  const memory = watchMemory(apiPort);
  const home = await mkdtemp(join(tmpdir(), 'home-'));
  try {
    onTestFailed(() => console.error(system.lines.slice(-40).join('\n')));
    const person = { name: 'Instructor', email: 'instructor@example.org', password: 'correct horse battery' };
    const instructor = await signUp(system.url, person);
    const { createCourse } = await dataOf(
      instructor.query('mutation { createCourse(input: { title: "Course" }) { id } }'),
    );
    await writeFile(join(home, 'photos.zip'), await photographs(10_000));
    const args = ['import', 'photos.zip', '--course', createCourse.id, '--name', 'Photographs'];
    const child = spawn(process.execPath, ['bin/downstream.ts', ...args], {
      env: {
        ...process.env,
        DOWNSTREAM_URL: system.url,
        DOWNSTREAM_API_KEY: await apiKeyOf(instructor),
        TMPDIR: home,
        INIT_CWD: home,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const printed = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const)
      child[name].setEncoding('utf8').on('data', (chunk) => (printed[name] += chunk));
    const [code] = await once(child, 'close');
    expect(code, printed.stderr).toBe(0);
    const seen = Array.from(printed.stderr.matchAll(/Checking images: (\d+) of 10000/g), ([, done]) => Number(done));
    expect(seen.length).toBeGreaterThan(1);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(printed.stderr).toContain('Imported 8000 training, 1000 validation and 1000 test images of cats, dogs.');
    expect(printed.stdout).toMatch(/^[0-9a-f-]{36}\n$/);
    // The images are decoded elsewhere.
    expect(memory.peak()).toBeGreaterThan(0);
    expect(memory.peak()).toBeLessThan(500e6);
  } finally {
    memory.stop();
    await system.stop();
    await rm(home, { recursive: true });
  }
});

let server: TestServer;
let room: Classroom;
let archive: Buffer;
const workers: ChildProcess[] = [];
beforeAll(async () => {
  server = await startTestServer();
  room = await openClassroom(server);
  archive = await photographs(4000);
});
afterEach(async () => {
  for (const worker of workers.splice(0)) await stop(worker, 'SIGKILL');
});
afterAll(() => server.stop());

function startWorker(): ChildProcess {
  const worker = spawn(process.execPath, ['--import', stopWithParent, 'worker/main.ts'], {
    env: {
      ...process.env,
      DATABASE_URL: server.databaseUrl,
      DATA_DIR: server.options.directories.objects.replace(/objects$/, ''),
      ENGINE: 'wasm',
      WORKER_CONCURRENCY: '1',
      LOG_LEVEL: 'fatal',
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  workers.push(worker);
  return worker;
}

async function stop(worker: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  const exited = once(worker, 'exit');
  worker.kill(signal);
  await exited;
}

async function beginImport(name: string): Promise<{ id: string; uploadId: string }> {
  const uploadId = await upload(room.instructor, archive);
  const { importDataset } = await dataOf(
    room.instructor.query('mutation($input: ImportDatasetInput!) { importDataset(input: $input) { id status } }', {
      input: { courseId: room.courseId, name, uploadId },
    }),
  );
  expect(importDataset.status).toBe('QUEUED');
  return { id: importDataset.id, uploadId };
}

/** Waits until a worker has checked some images. */
async function untilUnderWay(id: string, attempt: number): Promise<void> {
  for (const deadline = Date.now() + 120_000; ; ) {
    const row = await server.database.datasetImport.findUniqueOrThrow({ where: { id } });
    const progress = row.progress as { phase: string; done: number } | null;
    if (row.attempt === attempt && progress?.phase === 'DECODING' && progress.done > 0) return;
    if (Date.now() > deadline || row.finishedAt)
      throw new Error(`expected attempt ${attempt} to be under way, received ${row.status} in attempt ${row.attempt}`);
    await wait(20);
  }
}

/** The worker removes an upload after the import has ended: a reader of its state can be quicker. */
async function expectNoUploads(): Promise<void> {
  await expect.poll(() => readdir(server.options.directories.uploads)).toEqual([]);
}

test('an import outlives the workers that are stopped or killed in the middle of it', async () => {
  const { id } = await beginImport('Handed on');
  const first = startWorker();
  await untilUnderWay(id, 1);
  await stop(first, 'SIGTERM');
  expect((await server.database.datasetImport.findUniqueOrThrow({ where: { id } })).status).toBe('QUEUED');
  const second = startWorker();
  await untilUnderWay(id, 2);
  await stop(second, 'SIGKILL');
  startWorker();
  const done = await waitForImport(room.instructor, id, 240_000);
  expect(done).toMatchObject({ status: 'SUCCEEDED', datasetVersion: { trainCount: 3200, testCount: 400 } });
  await expectNoUploads();
});

test('an import that is cancelled stops, leaves nothing, and lets the next one begin', async () => {
  const before = await server.database.datasetVersion.count();
  const { id, uploadId } = await beginImport('Cancelled');
  startWorker();
  await untilUnderWay(id, 1);
  await dataOf(room.instructor.query('mutation($id: ID!) { cancelImport(id: $id) { status } }', { id }));
  await expect(access(join(server.options.directories.uploads, `${uploadId}.taken`))).rejects.toThrow('ENOENT');
  const next = await beginImport('Next');
  expect((await waitForImport(room.instructor, next.id, 240_000)).status).toBe('SUCCEEDED');
  expect((await waitForImport(room.instructor, id)).status).toBe('CANCELLED');
  expect(await server.database.datasetVersion.count()).toBe(before + 1);
  await expectNoUploads();
});
