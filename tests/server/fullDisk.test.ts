import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { defaultImportLimits } from '#contracts/importLimits';
import { importsQueue, openQueue, type Queue } from '#prisma/queue';
import { consumeImports } from '../../worker/imports/consumeImports.ts';
import { dataOf } from '../setup/api.ts';
import { type Classroom, openClassroom } from '../setup/classroom.ts';
import { waitForImport, workOnImport } from '../setup/imports.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';
import { canMount, mountSmallDisk, type SmallDisk } from '../setup/smallDisk.ts';
import { datasetFiles, upload, zip } from '../setup/upload.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const begin = 'mutation($input: ImportDatasetInput!) { importDataset(input: $input) { id } }';
const state = 'query($id: ID!) { datasetImport(id: $id) { status failure { code message } } }';

describe.runIf(canMount())('a full disk', () => {
  let server: TestServer;
  let room: Classroom;
  let queue: Queue;
  let disk: SmallDisk | undefined;
  let number = 0;
  beforeAll(async () => {
    server = await startTestServer();
    room = await openClassroom(server);
    queue = await openQueue(server.databaseUrl, { supervise: true, onError: () => {} });
  });
  afterEach(() => {
    disk?.remove();
    disk = undefined;
  });
  afterAll(async () => {
    await queue.stop({ graceful: false });
    await server.stop();
  });

  const aZip = async () => {
    number += 1000;
    return zip(await datasetFiles(['animals', 'food'], { train: 6, validation: 6, test: 2 }, number));
  };
  const input = (uploadId: string) => ({ courseId: room.courseId, name: `set ${number}`, uploadId });
  const codeOf = (answer: { errors?: { extensions: { code: string } }[] }) => answer.errors?.[0]?.extensions.code;

  test.each(['objects', 'sealed'] as const)('of the folder %s holds an import up, and no longer', async (folder) => {
    const { directories } = server.options;
    await mkdir(directories[folder], { recursive: true });
    disk = mountSmallDisk(directories[folder], '12k');
    await consumeImports({
      database: server.database,
      queue,
      databaseUrl: server.databaseUrl,
      directories,
      datasetFolder: null,
      limits: defaultImportLimits,
      log: pino({ level: 'silent' }),
      stopping: new AbortController().signal,
      fullDiskPauseMs: 4000,
    });
    const { importDataset } = await dataOf(
      room.instructor.query(begin, { input: input(await upload(room.instructor, await aZip())) }),
    );
    const read = async () => (await dataOf(room.instructor.query(state, importDataset))).datasetImport;
    await expect.poll(read, { timeout: 60_000 }).toEqual({
      status: 'QUEUED',
      failure: { code: 'DISK_FULL', message: expect.stringContaining('Nothing is lost') },
    });
    expect(await readdir(directories.uploads)).toHaveLength(1);

    disk.grow('4m');
    expect(await waitForImport(room.instructor, importDataset.id, 120_000)).toMatchObject({
      status: 'SUCCEEDED',
      failure: null,
      datasetVersion: { trainCount: 12, validationCount: 12, testCount: 4 },
    });
    expect(await readdir(directories.uploads)).toEqual([]);
    await queue.offWork(importsQueue);
  });

  test('of uploads answers DISK_FULL, and the upload goes on where it was when there is room', async () => {
    const { uploads } = server.options.directories;
    disk = mountSmallDisk(uploads, '64k');
    const bytes = randomBytes(200_000);
    const tus = { 'tus-resumable': '1.0.0', 'content-type': 'application/offset+octet-stream' };
    const created = await room.instructor.fetch('/uploads', {
      method: 'POST',
      headers: { ...tus, 'upload-length': String(bytes.length) },
    });
    const location = created.headers.get('location') ?? '';
    const send = (from: number) =>
      room.instructor.fetch(location, {
        method: 'PATCH',
        headers: { ...tus, 'upload-offset': String(from) },
        body: new Uint8Array(bytes.subarray(from)),
      });
    const refused = await send(0);
    expect(refused.status).toBe(507);
    expect(codeOf(await refused.json())).toBe('DISK_FULL');
    const asked = await room.instructor.fetch(location, { method: 'HEAD', headers: tus });
    const arrived = Number(asked.headers.get('upload-offset'));
    expect(arrived).toBeGreaterThan(0);

    disk.grow('4m');
    expect((await send(arrived)).headers.get('upload-offset')).toBe(String(bytes.length));
  });

  test('of the database answers DISK_FULL and gives the upload back, to be imported when there is room', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'downstream-tablespace-'));
    const owner = new pg.Client({ connectionString: server.ownerUrl });
    await owner.connect();
    const name = `small_${process.pid}`;
    // PostgreSQL may run as another user, and may not pass through our folders.
    const { rows } = await owner.query<{ data_directory: string }>('SHOW data_directory');
    const { uid } = await stat(rows[0]!.data_directory);
    disk = mountSmallDisk(folder, '400k', uid);
    try {
      await owner.query(`CREATE TABLESPACE ${name} LOCATION '${folder}'`);
      await owner.query(`ALTER TABLE dataset_import SET TABLESPACE ${name}`);
      await owner.query(`CREATE TABLE filling (bytes text) TABLESPACE ${name}`);
      const fill = async () => {
        for (;;) await owner.query(`INSERT INTO filling SELECT repeat(md5(random()::text), 40)`);
      };
      await expect(fill()).rejects.toMatchObject({ code: '53100' });
      // A row that finds no room in a page that is there already.
      await owner.query('ALTER TABLE dataset_import SET (fillfactor = 10)');
      const attribution = randomBytes(500).toString('hex');
      const uploadId = await upload(room.instructor, await aZip());
      const refused = await room.instructor.query(begin, { input: { ...input(uploadId), attribution } });
      expect(codeOf(refused as never)).toBe('DISK_FULL');

      disk.grow('8m');
      const { importDataset } = await dataOf(room.instructor.query(begin, { input: input(uploadId) }));
      await workOnImport(server, importDataset.id).catch(() => {});
      expect(await waitForImport(room.instructor, importDataset.id)).toMatchObject({ status: 'SUCCEEDED' });
    } finally {
      await owner.query('DROP TABLE IF EXISTS filling');
      await owner.query('ALTER TABLE dataset_import SET TABLESPACE pg_default');
      await owner.query(`DROP TABLESPACE IF EXISTS ${name}`);
      await owner.end();
      disk.remove();
      disk = undefined;
      await rm(folder, { recursive: true, force: true });
    }
  });
});
