import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Database } from '#prisma/client';
import { openObjectStore } from '#prisma/objectStore';
import { lockObjects, removeDeletedVersions, removeOldPictures } from '../../worker/imports/deletedVersions.ts';
import { beginWriting, claimImport } from '../../worker/imports/importRow.ts';
import { fractions } from '../learning/backbones/formula.ts';
import { codeOf, dataOf, type SignedIn, signUp } from '../setup/api.ts';
import { type Classroom, openClassroom, password } from '../setup/classroom.ts';
import { importUpload, waitForImport, workOnImport } from '../setup/imports.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';
import { type Files, upload, zip } from '../setup/upload.ts';

/** A noisy square that differs for every number, so that no two of them are taken for copies. */
async function noise(number: number, side = 40): Promise<Buffer> {
  const pixels = Uint8Array.from(fractions(number + 1, side * side * 3), (fraction) => 255 * fraction);
  return sharp(pixels, { raw: { width: side, height: side, channels: 3 } })
    .png()
    .toBuffer();
}

async function noisySet(first: number, counts = { train: 4, validation: 2, test: 2 }): Promise<Files> {
  const files: Files = {};
  let number = first;
  for (const [split, count] of Object.entries(counts))
    for (const className of ['cats', 'dogs'])
      for (let index = 0; index < count; index++) files[`${split}/${className}/${index}.png`] = await noise(number++);
  return files;
}

const decideMutation =
  'mutation($id: ID!, $input: DecideImportInput!) { decideImport(id: $id, input: $input) { status } }';

describe('datasets', () => {
  let folder: string;
  let server: TestServer;
  let room: Classroom;
  let student: SignedIn;
  let counter = 0;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'datasets-'));
    server = await startTestServer({ datasetFolder: join(folder, 'offered') });
    await mkdir(join(folder, 'offered'));
    room = await openClassroom(server);
    student = await room.student('Ada');
  });
  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true });
  });

  const importFiles = async (files: Files, more: object = {}) =>
    importUpload(server, room.instructor, {
      courseId: room.courseId,
      name: `set ${++counter}`,
      uploadId: await upload(room.instructor, await zip(files)),
      ...more,
    });
  const decide = async (id: string, input: object) => {
    await dataOf(room.instructor.query(decideMutation, { id, input }));
    await workOnImport(server, id);
    return waitForImport(room.instructor, id);
  };
  const report = async (id: string, fields: string) =>
    (await dataOf(room.instructor.query(`query($id: ID!) { datasetImport(id: $id) { report { ${fields} } } }`, { id })))
      .datasetImport.report;
  const objects = async (kind: 'objects' | 'sealed') =>
    (await readdir(server.options.directories[kind], { recursive: true })).filter((name) => /[0-9a-f]{64}$/.test(name));

  describe('that wait to be looked at', () => {
    it('show what was found, with pictures for staff alone, and are imported when people say so', async () => {
      const files = await noisySet(1000);
      files['test/cats/again.png'] = files['train/cats/0.png']!;
      const before = await objects('objects');
      const { id, status } = await importFiles(files, { review: true, license: 'CC-BY-4.0' });
      expect(status).toBe('WAITING_FOR_DECISION');
      const found = await report(
        id,
        `sizes { atLeast count } smallest { width height } median { width } largest { height } drawnSplit { seed }
         samples { className thumbnailUrl } faults { kind files { path like thumbnailUrl likeThumbnailUrl } }`,
      );
      expect(found.sizes).toEqual([{ atLeast: 32, count: 17 }]);
      expect(found.smallest).toEqual({ width: 40, height: 40 });
      expect(found.drawnSplit).toBe(null);
      expect(found.samples.map(({ className }: { className: string }) => className)).toEqual([
        ...Array(4).fill('cats'),
        ...Array(4).fill('dogs'),
      ]);
      const [fault] = found.faults[0].files;
      expect(fault).toMatchObject({ path: 'train/cats/0.png', like: 'test/cats/again.png' });
      for (const url of [fault.thumbnailUrl, fault.likeThumbnailUrl, found.samples[0].thumbnailUrl]) {
        const picture = await room.instructor.fetch(url);
        expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/webp']);
        expect((await sharp(Buffer.from(await picture.arrayBuffer())).metadata()).width).toBe(160);
        expect((await student.fetch(url)).status).toBe(403);
      }
      expect(await objects('objects')).toEqual(before);

      // From the decision on they may go at any moment, so the page is not sent to them.
      await dataOf(room.instructor.query(decideMutation, { id, input: { leaveOut: [], checkAgain: true } }));
      expect((await report(id, 'samples { thumbnailUrl }')).samples[0].thumbnailUrl).toBe(null);
      await workOnImport(server, id);
      expect((await report(id, 'samples { thumbnailUrl }')).samples[0].thumbnailUrl).not.toBe(null);

      const done = await decide(id, { leaveOut: ['SAME_IN_TEST'] });
      expect(done).toMatchObject({ status: 'SUCCEEDED', datasetVersion: { trainCount: 7, testCount: 5 } });
      const after = await report(id, 'faults { files { thumbnailUrl likeThumbnailUrl } }');
      const [kept] = after.faults[0].files;
      // The picture of the test image went with the upload.
      expect(kept.likeThumbnailUrl).toBe(null);
      expect((await room.instructor.fetch(kept.thumbnailUrl)).status).toBe(200);
      expect((await room.instructor.fetch(fault.likeThumbnailUrl)).status).toBe(404);
      expect(await readdir(server.options.directories.uploads)).toEqual([]);
      await removeOldPictures(
        server.database as Database,
        openObjectStore(server.options.directories.objects),
        Date.now() + 31 * 24 * 3600 * 1000,
      );
      expect((await room.instructor.fetch(kept.thumbnailUrl)).status).toBe(404);
    });

    it('are waited for although nothing is wrong with them', async () => {
      const { id, status } = await importFiles(await noisySet(1200), { review: true });
      expect(status).toBe('WAITING_FOR_DECISION');
      expect((await decide(id, {})).status).toBe('SUCCEEDED');
    });

    it('leave single files out, and keep single ones of a fault', async () => {
      const files = await noisySet(1400);
      for (const name of ['0', '1']) files[`train/dogs/again-${name}.png`] = files[`train/cats/${name}.png`]!;
      const { id } = await importFiles(files, { review: true });
      const input = { leaveOutFiles: ['train/cats/0.png'], keepFiles: ['train/dogs/again-0.png'] };
      expect(await codeOf(room.instructor.query(decideMutation, { id, input }))).toBe('BAD_USER_INPUT');
      const done = await decide(id, { ...input, leaveOutFiles: ['train/cats/0.png', 'train/dogs/again-1.png'] });
      const { manifest } = await server.database.datasetVersion.findUniqueOrThrow({
        where: { id: done.datasetVersion.id },
      });
      const { train } = JSON.parse(String(await openObjectStore(server.options.directories.objects).get(manifest))) as {
        train: { label: number; name: string }[];
      };
      expect(train.map(({ label, name }) => `${label} ${name}`)).toEqual([
        '0 1.png',
        '0 2.png',
        '0 3.png',
        '1 0.png',
        '1 1.png',
        '1 2.png',
        '1 3.png',
        '1 again-0.png',
      ]);
      // The report says afterwards what became of them.
      const { faults } = await report(id, 'faults { files { path isLeftOut likeIsLeftOut } }');
      expect(faults[0].files).toEqual([
        { path: 'train/dogs/again-0.png', isLeftOut: false, likeIsLeftOut: true },
        { path: 'train/dogs/again-1.png', isLeftOut: true, likeIsLeftOut: false },
      ]);
    });

    it('wait once more where a decision leaves a class without images, and lose nothing', async () => {
      const { id } = await importFiles(await noisySet(1600), { review: true });
      const again = await decide(id, { leaveOutFiles: ['test/cats/0.png', 'test/cats/1.png'] });
      expect(again.status).toBe('WAITING_FOR_DECISION');
      expect(again.report.problems).toEqual(['expected images of every class in test, received none of cats']);
      expect((await decide(id, { leaveOutFiles: ['test/cats/0.png'] })).datasetVersion.testCount).toBe(3);
    });
  });

  describe('without splits', () => {
    it('get them drawn: stratified, seeded, recorded, and the same once more', async () => {
      const files: Files = {};
      for (const [at, className] of ['cats', 'dogs'].entries())
        for (let index = 0; index < 20; index++)
          files[`pets/${className}/${index}.png`] = await noise(2000 + 100 * at + index);
      expect((await importFiles(files)).failure.message).toContain('expected the folder');
      const split = { validationShare: 0.2, testShare: 0.25, seed: 7 };
      const waiting = await importFiles(files, { split, review: true });
      expect(await report(waiting.id, 'drawnSplit { seed drawn } classes { name trainCount testCount }')).toEqual({
        drawnSplit: { seed: 7, drawn: ['validation', 'test'] },
        classes: ['cats', 'dogs'].map((name) => ({ name, trainCount: 11, testCount: 5 })),
      });
      const done = await decide(waiting.id, {});
      expect(done.datasetVersion).toMatchObject({ trainCount: 22, validationCount: 8, testCount: 10 });
      const again = await importFiles(files, { split });
      expect(again.datasetVersion.hash).toBe(done.datasetVersion.hash);
      const other = await importFiles(files, { split: { ...split, seed: 8 } });
      expect(other.datasetVersion.hash).not.toBe(done.datasetVersion.hash);
      const drawnOf = async (client: SignedIn) =>
        (
          await dataOf(
            client.query('query($id: ID!) { datasetVersion(id: $id) { drawnSplit { testShare seed } } }', {
              id: done.datasetVersion.id,
            }),
          )
        ).datasetVersion.drawnSplit;
      expect(await drawnOf(room.instructor)).toEqual({ testShare: 0.25, seed: 7 });
      await room.assignment({ datasetVersionId: done.datasetVersion.id, title: 'Drawn' });
      expect(await drawnOf(student)).toBe(null);
    });

    it('can be drawn otherwise after a look', async () => {
      const files: Files = {};
      for (const [at, className] of ['cats', 'dogs'].entries())
        for (let index = 0; index < 10; index++)
          files[`train/${className}/${index}.png`] = await noise(2500 + 100 * at + index);
      const { id } = await importFiles(files, { review: true, split: {} });
      const split = { validationShare: 0.3, testShare: 0.3, seed: 1 };
      const looked = await decide(id, { split, checkAgain: true });
      expect([looked.status, looked.report.classes[0].testCount]).toEqual(['WAITING_FOR_DECISION', 3]);
      expect((await decide(id, {})).datasetVersion.trainCount).toBe(8);
      const tooMuch = { validationShare: 0.6, testShare: 0.6 };
      const uploadId = await upload(room.instructor, await zip(files));
      const input = { courseId: room.courseId, name: 'Too much', uploadId, split: tooMuch };
      expect(
        await codeOf(
          room.instructor.query('mutation($input: ImportDatasetInput!) { importDataset(input: $input) { id } }', {
            input,
          }),
        ),
      ).toBe('BAD_USER_INPUT');
    });
  });

  describe('on the server', () => {
    const importMutation = 'mutation($input: ImportDatasetInput!) { importDataset(input: $input) { id } }';
    const write = async (files: Files, below: string) => {
      for (const [path, bytes] of Object.entries(files)) {
        await mkdir(dirname(join(folder, below, path)), { recursive: true });
        await writeFile(join(folder, below, path), bytes);
      }
    };
    const begin = (serverFolder: string) =>
      room.instructor.query(importMutation, { input: { courseId: room.courseId, name: 'There', serverFolder } });

    it('are offered to staff, and imported from where they lie', async () => {
      await write(await noisySet(3000), 'offered/2026/pets');
      await writeFile(join(folder, 'offered/packed.zip'), await zip(await noisySet(3100)));
      const query = 'query($id: ID!) { serverFolders(courseId: $id) { path isZip } }';
      expect((await dataOf(room.instructor.query(query, { id: room.courseId }))).serverFolders).toEqual([
        { path: '2026', isZip: false },
        { path: '2026/pets', isZip: false },
        { path: 'packed.zip', isZip: true },
      ]);
      expect(await codeOf(student.query(query, { id: room.courseId }))).toBe('FORBIDDEN');
      for (const path of ['2026/pets', 'packed.zip']) {
        const { importDataset } = await dataOf(begin(path));
        await workOnImport(server, importDataset.id);
        const done = await waitForImport(room.instructor, importDataset.id);
        expect(done).toMatchObject({ status: 'SUCCEEDED', datasetVersion: { trainCount: 8, testCount: 4 } });
      }
      expect(await readFile(join(folder, 'offered/packed.zip'))).toBeTruthy();
    });

    it('are never read outside of their folder, by paths or by links', async () => {
      await write(await noisySet(3200), 'secret/pets');
      await write(await noisySet(3300), 'offered/links');
      await symlink(join(folder, 'secret/pets'), join(folder, 'offered/way-out'));
      await symlink(join(folder, 'secret/pets/train/cats'), join(folder, 'offered/links/train/more'));
      await symlink(join(folder, 'secret/pets/train/cats/0.png'), join(folder, 'offered/links/train/cats/x.png'));
      for (const path of ['../secret/pets', 'way-out', 'links/../../secret/pets', join(folder, 'secret'), 'none'])
        expect(await codeOf(begin(path)), path).toBe('NOT_FOUND');
      const { importDataset } = await dataOf(begin('links'));
      await workOnImport(server, importDataset.id);
      const { report } = await waitForImport(room.instructor, importDataset.id);
      expect(report.classes.map(({ name }: { name: string }) => name)).toEqual(['cats', 'dogs']);
      expect(report.faults).toMatchObject([{ kind: 'UNREADABLE', count: 1, files: [{ path: 'train/cats/x.png' }] }]);
    });

    it('are refused when a file changes between the check and the import', async () => {
      await write(await noisySet(3400), 'offered/changing');
      const input = { courseId: room.courseId, name: 'Changing', serverFolder: 'changing', review: true };
      const { importDataset } = await dataOf(room.instructor.query(importMutation, { input }));
      await workOnImport(server, importDataset.id);
      await cp(join(folder, 'offered/changing/train/cats/0.png'), join(folder, 'offered/changing/train/cats/1.png'));
      const done = await decide(importDataset.id, {});
      expect(done.failure.message).toContain('train/cats/1.png has changed');
    });
  });

  describe('in versions', () => {
    const versionsQuery = `query($id: ID!) { dataset(id: $id) { name license bytes versions {
      id bytes classCounts { className trainCount validationCount testCount } usedBy { title } import { id } } } }`;
    const compareQuery = `query($beforeId: ID!, $afterId: ID!) { compareDatasetVersions(beforeId: $beforeId,
      afterId: $afterId) { sameTest classes { className added removed movedSplit movedClass testBefore testAfter } } }`;

    it('are compared by the images of each class; of the test set only counts are told', async () => {
      const files = await noisySet(4000);
      const name = 'Compared';
      const before = (await importFiles(files, { name })).datasetVersion;
      const changed: Files = {
        ...files,
        'train/cats/new.png': await noise(4900),
        'test/dogs/new.png': await noise(4901),
      };
      const move = (from: string, to: string) => {
        changed[to] = changed[from]!;
        delete changed[from];
      };
      move('train/cats/0.png', 'validation/cats/moved.png');
      move('train/cats/1.png', 'train/dogs/moved.png');
      delete changed['train/dogs/0.png'];
      const after = (await importFiles(changed, { name })).datasetVersion;
      const variables = { beforeId: before.id, afterId: after.id };
      expect((await dataOf(room.instructor.query(compareQuery, variables))).compareDatasetVersions).toEqual({
        sameTest: false,
        classes: [
          { className: 'cats', added: 1, removed: 0, movedSplit: 1, movedClass: 0, testBefore: 2, testAfter: 2 },
          { className: 'dogs', added: 0, removed: 1, movedSplit: 0, movedClass: 1, testBefore: 2, testAfter: 3 },
        ],
      });
      expect(await codeOf(student.query(compareQuery, variables))).toBe('FORBIDDEN');
      expect(await codeOf(room.instructor.query(compareQuery, { ...variables, afterId: room.datasetVersionId }))).toBe(
        'BAD_USER_INPUT',
      );
      const { dataset } = await dataOf(room.instructor.query(versionsQuery, { id: after.dataset.id }));
      const sizes = (all: Files) => Object.values(all).reduce((sum, bytes) => sum + bytes.length, 0);
      expect(dataset.versions.map(({ bytes }: { bytes: number }) => bytes)).toEqual([sizes(changed), sizes(files)]);
      expect(dataset.versions[0].classCounts[0]).toEqual({
        className: 'cats',
        trainCount: 3,
        validationCount: 3,
        testCount: 2,
      });
    });

    it('are deleted while unused; objects go when no other version needs them', async () => {
      const [files, name] = [await noisySet(5000), 'Deleted'];
      const first = (await importFiles(files, { name })).datasetVersion;
      const more = { ...files, 'train/cats/new.png': await noise(5900), 'test/cats/new.png': await noise(5901) };
      const second = (await importFiles(more, { name })).datasetVersion;
      const assignmentId = await room.assignment({ datasetVersionId: second.id, title: 'Uses it' });
      // A student sees the version that is used alone, by the number that staff see.
      const numbers = async (client: SignedIn) =>
        (
          await dataOf(
            client.query('query($id: ID!) { dataset(id: $id) { versions { number } } }', {
              id: first.dataset.id,
            }),
          )
        ).dataset.versions;
      expect(await numbers(student)).toEqual([{ number: 2 }]);
      expect(await numbers(room.instructor)).toEqual([{ number: 2 }, { number: 1 }]);
      const remove = (client: SignedIn, id: string) =>
        client.query('mutation($id: ID!) { deleteDatasetVersion(id: $id) { versions { id } } }', { id });
      expect(await codeOf(remove(student, first.id))).toBe('FORBIDDEN');
      const refused = await remove(room.instructor, second.id);
      expect(refused.errors?.[0]).toMatchObject({
        message: expect.stringContaining('Uses it'),
        extensions: { code: 'DATASET_IN_USE' },
      });
      await server.database.assignmentRevision.create({
        data: {
          assignmentId,
          revision: 1,
          datasetVersionId: second.id,
          metric: 'ACCURACY',
          publicShare: 0.5,
          scoreStep: 0.01,
          seed: 1,
        },
      });
      await server.database.assignment.update({
        where: { id: assignmentId },
        data: { datasetVersionId: room.datasetVersionId },
      });
      // An earlier revision still names it.
      expect(await codeOf(remove(room.instructor, second.id))).toBe('DATASET_IN_USE');
      await server.database.assignmentRevision.deleteMany({ where: { assignmentId } });

      const stores = {
        objects: openObjectStore(server.options.directories.objects),
        sealed: openObjectStore(server.options.directories.sealed),
      };
      const sweep = () => removeDeletedVersions(server.database as Database, stores, Date.now() + 3600_000);
      const [before, sealedBefore] = [await objects('objects'), await objects('sealed')];
      const { deleteDatasetVersion } = await dataOf(remove(room.instructor, second.id));
      expect(deleteDatasetVersion.versions).toEqual([{ id: first.id }]);
      // A course that is being copied may still be given it.
      expect(await removeDeletedVersions(server.database as Database, stores)).toBe(0);
      // While an import stores images, it may need one of them.
      const writing = await server.database.datasetImport.create({
        data: { courseId: room.courseId, name: 'Stores', uploadId: 'stores' },
      });
      await beginWriting(server.database as Database, (await claimImport(server.database as Database, writing.id))!);
      expect(await sweep()).toBe(0);
      await server.database.datasetImport.delete({ where: { id: writing.id } });
      // A version that stays may need any of them, where nobody can read what it has.
      for (const [kind, column] of [
        ['objects', 'manifest'],
        ['sealed', 'sealedManifest'],
      ] as const) {
        const address = (await server.database.datasetVersion.findUniqueOrThrow({ where: { id: first.id } }))[column];
        const path = join(server.options.directories[kind], address.slice(0, 2), address);
        await rename(path, `${path}.away`);
        await expect(sweep()).rejects.toThrow(`no object ${address}`);
        await rename(`${path}.away`, path);
      }
      expect([await objects('objects'), await objects('sealed')]).toEqual([before, sealedBefore]);
      expect(await sweep()).toBe(4);
      expect([(await objects('objects')).length, (await objects('sealed')).length]).toEqual([
        before.length - 2,
        sealedBefore.length - 2,
      ]);

      const all = 'mutation($id: ID!) { deleteDataset(id: $id) }';
      expect(await codeOf(student.query(all, { id: first.dataset.id }))).toBe('FORBIDDEN');
      await dataOf(room.instructor.query(all, { id: first.dataset.id }));
      expect(await sweep()).toBe(18);
      expect(await server.database.dataset.count({ where: { name } })).toBe(0);
    });

    it('are stored by no import while a sweep removes objects', async () => {
      const database = server.database as Database;
      const input = { courseId: room.courseId, name: 'Waits', uploadId: '' };
      input.uploadId = await upload(room.instructor, await zip(await noisySet(5300)));
      const document = 'mutation($input: ImportDatasetInput!) { importDataset(input: $input) { id } }';
      const { id } = (await dataOf(room.instructor.query(document, { input }))).importDataset;
      const before = [await objects('objects'), await objects('sealed')];
      let working: Promise<void> | undefined;
      await database.$transaction(
        async (transaction) => {
          await lockObjects(transaction, 'alone');
          working = workOnImport(server, id);
          await vi.waitUntil(
            async () => (await database.datasetImport.count({ where: { id, status: 'WRITING' } })) > 0,
            {
              timeout: 20_000,
            },
          );
          await new Promise((resolve) => setTimeout(resolve, 500));
          expect([await objects('objects'), await objects('sealed')]).toEqual(before);
        },
        { timeout: 30_000 },
      );
      await working;
      expect((await objects('objects')).length).toBeGreaterThan(before[0]!.length);
    });

    it('of a deleted course leave no objects either', async () => {
      const { createCourse } = await dataOf(
        room.instructor.query('mutation { createCourse(input: { title: "Short" }) { id } }'),
      );
      await importFiles(await noisySet(5500), { courseId: createCourse.id });
      await server.database.course.delete({ where: { id: createCourse.id } });
      expect(await server.database.deletedVersion.count()).toBe(1);
    });
  });

  describe('and what is said about them', () => {
    const updateMutation =
      'mutation($input: UpdateDatasetInput!) { updateDataset(input: $input) { name license description sourceUrl } }';

    it('are corrected by staff, and the change is in the audit log', async () => {
      const { datasetVersion } = await importFiles(await noisySet(6000), { name: 'Tpyo', license: 'CC0-1.0' });
      const { id } = datasetVersion.dataset;
      const input = { id, name: 'Typo', description: 'Noise.', sourceUrl: 'https://example.org/noise' };
      expect((await dataOf(room.instructor.query(updateMutation, { input }))).updateDataset).toEqual({
        name: 'Typo',
        license: 'CC0-1.0',
        description: 'Noise.',
        sourceUrl: 'https://example.org/noise',
      });
      expect(await codeOf(student.query(updateMutation, { input }))).toBe('FORBIDDEN');
      expect(await codeOf(room.instructor.query(updateMutation, { input: { id, name: 'Pictures' } }))).toBe(
        'NAME_TAKEN',
      );
      expect(
        await codeOf(room.instructor.query(updateMutation, { input: { id, sourceUrl: 'javascript:alert(1)' } })),
      ).toBe('BAD_USER_INPUT');
      const entry = await server.database.auditEntry.findFirstOrThrow({ where: { action: 'dataset.update' } });
      expect(entry.changes).toMatchObject({ name: ['Tpyo', 'Typo'] });
    });

    it('go out as a Croissant card that tells of the test set only how many images it has', async () => {
      const files = await noisySet(6100);
      const { datasetVersion } = await importFiles(files, {
        name: 'Carded',
        license: 'CC-BY-4.0',
        attribution: 'Nobody',
      });
      await room.assignment({ datasetVersionId: datasetVersion.id, title: 'Carded' });
      const { cardPath } = (
        await dataOf(
          student.query('query($id: ID!) { datasetVersion(id: $id) { cardPath } }', { id: datasetVersion.id }),
        )
      ).datasetVersion;
      const text = await (await student.fetch(cardPath)).text();
      const card = JSON.parse(text);
      expect(card).toMatchObject({
        '@type': 'sc:Dataset',
        conformsTo: 'http://mlcommons.org/croissant/1.0',
        name: 'Carded',
        license: 'https://spdx.org/licenses/CC-BY-4.0.html',
        version: '1.0.0',
      });
      expect(card.description).toContain('The test set (4 images) is sealed');
      const [table] = card.distribution;
      const csv = await (await student.fetch(new URL(table.contentUrl).pathname)).text();
      const { createHash } = await import('node:crypto');
      const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');
      expect(sha256(csv)).toBe(table.sha256);
      const rows = csv.trim().split('\r\n');
      expect(rows).toHaveLength(13);
      expect(rows[1]).toContain(`train/cats/0.png,train,0,cats,${sha256(files['train/cats/0.png']!)}`);
      for (const [path, bytes] of Object.entries(files).filter(([path]) => path.startsWith('test/')))
        for (const all of [text, csv]) {
          expect(all).not.toContain(path);
          expect(all).not.toContain(sha256(bytes));
        }
      const outsider = await signUp(server.url, { name: 'Out', email: 'out@example.org', password });
      expect((await outsider.fetch(cardPath)).status).toBe(403);
    });
  });
});
