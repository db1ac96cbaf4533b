import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import type { Manifest } from '#contracts/dataset';
import type { Database } from '#prisma/client';
import { claimImport, failImport, ImportLost, updateImport } from '../../worker/imports/importRow.ts';
import { fractions } from '../learning/backbones/formula.ts';
import { codeOf, dataOf, type SignedIn } from '../setup/api.ts';
import { type Classroom, openClassroom } from '../setup/classroom.ts';
import { importUpload, waitForImport, workOnImport } from '../setup/imports.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';
import { datasetFiles, type Files, picture, upload, zip } from '../setup/upload.ts';

const importMutation = 'mutation($input: ImportDatasetInput!) { importDataset(input: $input) { id } }';

describe('importing a dataset', () => {
  let server: TestServer;
  let room: Classroom;
  let student: SignedIn;
  let counter = 0;
  beforeAll(async () => {
    server = await startTestServer({
      importLimits: { entries: 100, fileBytes: 3_000_000, unpackedBytes: 5_000_000, pixels: 1_000_000 },
    });
    room = await openClassroom(server);
    student = await room.student('Ada');
  });
  afterAll(() => server.stop());

  const importZip = async (archive: Buffer, name = `set ${++counter}`, more: object = {}) =>
    importUpload(server, room.instructor, {
      courseId: room.courseId,
      name,
      uploadId: await upload(room.instructor, archive),
      ...more,
    });
  const importFiles = async (files: Files, name?: string, more?: object) => importZip(await zip(files), name, more);
  /** The version that an import made. */
  const versionOf = async (imported: ReturnType<typeof importZip>) => {
    const { status, failure, report, datasetVersion } = await imported;
    expect(status, failure?.message ?? JSON.stringify(report)).toBe('SUCCEEDED');
    return datasetVersion;
  };

  const everything = () => {
    const { objects, sealed } = server.options.directories;
    const kept = async (directory: string) => (await readdir(directory, { recursive: true }).catch(() => [])).sort();
    return Promise.all([
      server.database.dataset.count(),
      server.database.datasetVersion.count(),
      kept(objects),
      kept(sealed),
    ]);
  };

  /** The message of a refusal, after checking that nothing was left behind. */
  const refusal = async (files: Files | Buffer) => {
    const before = await everything();
    const { status, failure } = Buffer.isBuffer(files) ? await importZip(files) : await importFiles(files);
    expect(status).toBe('FAILED');
    expect(failure.code).toBe('DATASET_INVALID');
    expect(await everything()).toEqual(before);
    expect(await readdir(server.options.directories.uploads)).toEqual([]);
    return failure.message;
  };

  /** The faults of a set that waits for a decision, by kind; it is cancelled, and nothing was left behind. */
  const faults = async (files: Files | Buffer, more?: object): Promise<Record<string, { path: string }[]>> => {
    const before = await everything();
    const archive = Buffer.isBuffer(files) ? files : await zip(files);
    const { id, status, report } = await importZip(archive, undefined, more);
    expect(status).toBe('WAITING_FOR_DECISION');
    await dataOf(room.instructor.query('mutation($id: ID!) { cancelImport(id: $id) { id } }', { id }));
    expect(await everything()).toEqual(before);
    expect(await readdir(server.options.directories.uploads)).toEqual([]);
    return Object.fromEntries(
      report.faults.map(({ kind, files }: { kind: string; files: { path: string }[] }) => [kind, files]),
    );
  };

  it('counts what came, sorts the classes as Python does, and uses the upload up', async () => {
    const files = await datasetFiles(['zebra', 'Ärger', 'Zoo', 'apple']);
    const version = await versionOf(importFiles(files, 'Sorted', { attribution: 'Own work' }));
    expect(version).toMatchObject({
      classNames: ['Zoo', 'apple', 'zebra', 'Ärger'],
      trainCount: 12,
      validationCount: 8,
      testCount: 8,
    });
    expect(version.dataset).toMatchObject({ name: 'Sorted', attribution: 'Own work' });
    expect(await readdir(server.options.directories.uploads)).toEqual([]);
  });

  it('sorts classes and images as flow_from_directory does (tests/keras/directory.py), in any language', async () => {
    const golden: { classes: string[]; images: [number, string][] } = JSON.parse(
      await readFile(new URL('../keras/golden/directory.json', import.meta.url), 'utf8'),
    );
    const files: Files = {};
    // Backwards, so that nothing is sorted already.
    for (const [index, [, name]] of golden.images.toReversed().entries())
      files[`train/${name}`] = await picture(20_000 + index);
    for (const [index, name] of golden.classes.entries())
      for (const [split, first] of Object.entries({ validation: 21_000, test: 22_000 }))
        files[`${split}/${name}/1.png`] = await picture(first + index);
    const version = await versionOf(importFiles(files));
    expect(version.classNames).toEqual(golden.classes);
    const { manifest } = await server.database.datasetVersion.findUniqueOrThrow({ where: { id: version.id } });
    const { train }: Manifest = JSON.parse(
      await readFile(join(server.options.directories.objects, manifest.slice(0, 2), manifest), 'utf8'),
    );
    expect(train.map(({ label, name }) => [label, `${golden.classes[label]}/${name}`])).toEqual(golden.images);
  });

  it('reads names that are UTF-8 without saying so, and refuses those in letters that nobody can tell', async () => {
    const unsaid = async (files: Files) => {
      const bytes = await zip(files);
      for (let at = bytes.indexOf('PK\x01\x02'); at >= 0; at = bytes.indexOf('PK\x01\x02', at + 1))
        bytes.writeUInt16LE(bytes.readUInt16LE(at + 8) & ~0x800, at + 8);
      return bytes;
    };
    const version = await versionOf(importZip(await unsaid(await datasetFiles(['고양이', '강아지']))));
    expect(version.classNames).toEqual(['강아지', '고양이']);
    const korean = (await unsaid(await datasetFiles(['????', 'dogs'])))
      .toString('latin1')
      .replaceAll('????', '\xb0\xed\xbe\xe7');
    expect(await refusal(Buffer.from(korean, 'latin1'))).toMatch(
      /expected paths in UTF-8, received train\/.*\/train-\d+\.png; "downstream import" makes such a zip/,
    );
  });

  it('puts test images and their names into the sealed store only', async () => {
    const { id } = await versionOf(
      importFiles(await datasetFiles(['animals', 'food'], { train: 3, validation: 2, test: 2 }, 5000), 'Sealed'),
    );
    const version = await server.database.datasetVersion.findUniqueOrThrow({ where: { id } });
    const { objects, sealed } = server.options.directories;
    const read = (root: string, address: string) => readFile(join(root, address.slice(0, 2), address), 'utf8');
    const manifest = JSON.parse(await read(objects, version.manifest));
    const sealedManifest = JSON.parse(await read(sealed, version.sealedManifest));
    expect(Object.keys(manifest)).toEqual(['classNames', 'train', 'validation']);
    expect(manifest.train[0]).toMatchObject({ label: 0, name: 'train-5001.png', width: 8, height: 6 });
    expect(sealedManifest.test).toHaveLength(4);
    for (const { sha256, name } of sealedManifest.test) {
      await read(sealed, sha256);
      await expect(read(objects, sha256)).rejects.toThrow('ENOENT');
      expect(JSON.stringify(manifest)).not.toContain(name);
    }
    await expect(read(objects, version.sealedManifest)).rejects.toThrow('ENOENT');
  });

  it('reads JPEG, PNG, GIF and WebP, in one more folder, beside clutter and a README', async () => {
    const files = Object.fromEntries(
      Object.entries(await datasetFiles()).map(([path, bytes]) => [`Animals or food/${path}`, bytes]),
    );
    files['Animals or food/train/animals/a.jpg'] = await picture(900, 'jpeg');
    files['Animals or food/train/animals/deep/er.webp'] = await picture(901, 'webp');
    files['Animals or food/train/animals/c.gif'] = await picture(902, 'gif');
    files['Animals or food/README.txt'] = 'about';
    files['Animals or food/train/.DS_Store'] = 'clutter';
    files['__MACOSX/Animals or food/train/animals/._a.jpg'] = 'clutter';
    expect((await versionOf(importFiles(files))).trainCount).toBe(9);
  });

  it('answers equal contents with the existing version, other contents of the same name with a new one', async () => {
    const files = await datasetFiles();
    const first = await versionOf(importFiles(files, 'Twice'));
    const again = await versionOf(importFiles(files, 'Twice'));
    expect(again).toEqual(first);
    const more = await versionOf(importFiles({ ...files, 'train/food/new.png': await picture(500) }, 'Twice'));
    expect(more.dataset.id).toBe(first.dataset.id);
    expect(more.hash).not.toBe(first.hash);
  });

  it('names every image that does not decode, and why', async () => {
    // Numbers of their own, so that none of the good pictures is stored yet.
    const files = await datasetFiles(undefined, undefined, 900);
    const whole = files['validation/food/validation-909.png'] as Buffer;
    const { default: sharp } = await import('sharp');
    const large = await sharp({ create: { width: 1200, height: 1000, channels: 3, background: 'red' } })
      .png()
      .toBuffer();
    const { UNREADABLE } = await faults({
      ...files,
      'validation/food/cut.png': whole.subarray(0, whole.length - 25),
      'train/food/x.png': '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
      'train/food/empty.png': '',
      'train/food/large.png': large,
    });
    expect(UNREADABLE).toEqual([
      expect.objectContaining({ path: 'train/food/empty.png', reason: 'an empty file' }),
      expect.objectContaining({
        path: 'train/food/large.png',
        reason: '1200 × 1000 pixels (1.2 million), where 1 million are the most',
      }),
      expect.objectContaining({ path: 'train/food/x.png', reason: 'a file of another kind' }),
      expect.objectContaining({ path: 'validation/food/cut.png' }),
    ]);
  });

  it('names what it passed over and why, and takes images by content when asked', async () => {
    const files: Files = { ...(await datasetFiles()), 'train/food/labels.csv': 'a,b', 'train/food/ehthumbs.db': 'x' };
    files['train/food/saved.jfif'] = await picture(31_000, 'jpeg');
    files['train/food/web.jpg?w=300'] = await picture(31_001, 'jpeg');
    files['train/food/a.png:Zone.Identifier'] = '[ZoneTransfer]';
    const { status, report, datasetVersion } = await importFiles(files);
    expect(status).toBe('SUCCEEDED');
    expect(datasetVersion.trainCount).toBe(6);
    expect(report.passedOver).toEqual([
      { reason: 'SYSTEM', count: 2, files: ['train/food/ehthumbs.db', 'train/food/a.png:Zone.Identifier'] },
      { reason: 'OTHER_ENDING', count: 1, files: ['train/food/labels.csv'] },
      { reason: 'IMAGE_OF_OTHER_ENDING', count: 2, files: ['train/food/saved.jfif', 'train/food/web.jpg?w=300'] },
    ]);
    expect((await versionOf(importFiles(files, undefined, { includeByContent: true }))).trainCount).toBe(8);
  });

  it('reports a class that one split lacks, and leaves it out when told to', async () => {
    const files = await datasetFiles(['animals', 'food', 'plants']);
    const lacking = Object.fromEntries(Object.entries(files).filter(([path]) => !path.startsWith('test/plants/')));
    const { INCOMPLETE_CLASS } = await faults(lacking);
    expect(INCOMPLETE_CLASS).toHaveLength(5);
    expect(INCOMPLETE_CLASS?.[0]).toMatchObject({ reason: 'test has no image of plants' });
    const decision = { leaveOut: ['INCOMPLETE_CLASS'] };
    expect((await versionOf(importFiles(lacking, undefined, { decision }))).classNames).toEqual(['animals', 'food']);
  });

  it('reports a class whose folder is empty in every split', async () => {
    const archive = new ZipFile();
    for (const [path, content] of Object.entries(await datasetFiles())) archive.addBuffer(Buffer.from(content), path);
    for (const split of ['train', 'validation', 'test']) archive.addEmptyDirectory(`${split}/birds`);
    archive.end();
    expect(
      await faults(await buffer(archive.outputStream as NodeJS.ReadableStream as AsyncIterable<Buffer>)),
    ).toMatchObject({ INCOMPLETE_CLASS: [{ path: 'birds' }] });
  });

  it('refuses a missing split, a single class, and folders that it does not know, and names all of them', async () => {
    const files = await datasetFiles();
    const without = (prefix: string) =>
      Object.fromEntries(Object.entries(files).filter(([path]) => !path.startsWith(prefix)));
    expect(await refusal(without('validation/'))).toContain('expected the folder validation');
    expect(await refusal(await datasetFiles(['animals']))).toContain(
      'expected at least two classes, received 1 (animals)',
    );
    const both = await refusal({ ...without('validation/'), 'val/food/x.png': await picture(1) });
    expect(both).toContain('received the folder val');
    expect(both).toContain('expected the folder validation');
  });

  it('reports images in no class folder', async () => {
    const files = { ...(await datasetFiles()), 'train/loose.png': await picture(700) };
    expect(await faults(files)).toMatchObject({ MISPLACED: [{ path: 'train/loose.png' }] });
  });

  it('takes one Unicode form for another, and refuses two folders of one name', async () => {
    const [nfc, nfd] = ['강아지', '강아지'.normalize('NFD')];
    const files: Files = {};
    for (const [path, bytes] of Object.entries(await datasetFiles([nfc, '고양이'])))
      files[path.startsWith('train') ? path : path.normalize('NFD')] = bytes;
    expect(await versionOf(importFiles(files))).toMatchObject({ classNames: ['강아지', '고양이'], trainCount: 6 });
    const message = await refusal({ ...files, [`train/${nfd}/more.png`]: await picture(31_500) });
    expect(message).toContain(`received "${nfc}" (composed, NFC: 3 code points) and "${nfd}" (not composed: 7`);
  });

  it('takes class names that objects have already', async () => {
    const names = ['__proto__', 'constructor', 'hasOwnProperty', 'toString'];
    const { classNames } = await versionOf(importZip(await zipOf(Object.entries(await datasetFiles(names)))));
    expect(classNames).toEqual(names);
  });

  it('reads zips whose paths begin with ./ or have backslashes', async () => {
    const files = Object.entries(await datasetFiles(undefined, undefined, 40_000));
    const dotted = await zipOf(files.map(([path, bytes]) => [`X/${path}`, bytes]));
    for (let at = dotted.indexOf('X/'); at >= 0; at = dotted.indexOf('X/', at + 1)) dotted.write('./', at);
    expect((await versionOf(importZip(dotted))).trainCount).toBe(6);
    const back = await zipOf(files.map(([path, bytes]) => [`set/${path}`, bytes]));
    for (const [path] of files)
      for (let at = back.indexOf(`set/${path}`); at >= 0; at = back.indexOf(`set/${path}`, at + 1))
        back.write(`set/${path}`.replaceAll('/', '\\'), at);
    expect((await versionOf(importZip(back))).testCount).toBe(4);
  });

  it('reports copies: by their bytes, and saved or scaled otherwise; leaves them out or keeps them', async () => {
    const files: Files = {};
    for (const [offset, [split, count]] of Object.entries({ train: 4, validation: 2, test: 2 }).entries())
      for (const [label, className] of ['cats', 'dogs'].entries())
        for (let index = 0; index < count; index++)
          files[`${split}/${className}/${index}.png`] = await noise(1000 * offset + 100 * label + index, label);
    const { default: sharp } = await import('sharp');
    files['train/dogs/same.png'] = files['train/cats/0.png']!;
    files['validation/cats/same.png'] = files['train/cats/1.png']!;
    files['test/cats/same.png'] = files['train/cats/2.png']!;
    files['test/dogs/nearly.jpg'] = await sharp(files['train/dogs/3.png'] as Buffer)
      .resize(40, 40)
      .jpeg({ quality: 80 })
      .toBuffer();
    expect(await faults(files)).toEqual({
      SAME_IN_TEST: [{ path: 'train/cats/2.png', like: 'test/cats/same.png', reason: null }],
      SIMILAR_IN_TEST: [{ path: 'train/dogs/3.png', like: 'test/dogs/nearly.jpg', reason: null }],
      SAME: [
        { path: 'train/dogs/same.png', like: 'train/cats/0.png', reason: null },
        { path: 'validation/cats/same.png', like: 'train/cats/1.png', reason: null },
      ],
    });
    const uploadId = await upload(room.instructor, await zip(files));
    const waiting = await importUpload(server, room.instructor, { courseId: room.courseId, name: 'Copies', uploadId });
    const decideMutation =
      'mutation($id: ID!, $input: DecideImportInput!) { decideImport(id: $id, input: $input) { status } }';
    const decide = (input: object) => room.instructor.query(decideMutation, { id: waiting.id, input });
    expect(await codeOf(decide({ leaveOut: ['SAME'] }))).toBe('BAD_USER_INPUT');
    await dataOf(decide({ leaveOut: ['SAME', 'SAME_IN_TEST'], keep: ['SIMILAR_IN_TEST'] }));
    await workOnImport(server, waiting.id);
    const done = await waitForImport(room.instructor, waiting.id);
    expect(done.datasetVersion).toMatchObject({ trainCount: 7, validationCount: 4, testCount: 6 });
    expect(await codeOf(decide({ leaveOut: ['SAME'], keep: ['SAME_IN_TEST', 'SIMILAR_IN_TEST'] }))).toBe(
      'IMPORT_NOT_WAITING',
    );
  });

  it('refuses what is no zip', async () => {
    expect(await refusal(Buffer.from('hello'))).toContain(
      'expected a zip that can be read, received the upload, which is cut off or a file of another kind.',
    );
  });

  it('refuses paths that lead out of the archive', async () => {
    for (const path of ['../evil.png', 'train/../../evil.png', '/etc/evil.png']) {
      // yazl refuses to write such names, so an innocent one of the same length is replaced in the bytes.
      const innocent = 'x'.repeat(path.length);
      const bytes = await zip({ ...(await datasetFiles()), [innocent]: await picture(1) });
      const message = await refusal(Buffer.from(bytes.toString('latin1').replaceAll(innocent, path), 'latin1'));
      expect(message).toMatch(/invalid relative path|absolute path/);
    }
  });

  it('refuses symbolic links', async () => {
    const archive = new ZipFile();
    for (const [path, bytes] of Object.entries(await datasetFiles())) archive.addBuffer(bytes as Buffer, path);
    archive.addBuffer(Buffer.from('/etc/passwd'), 'train/food/link.png', { mode: 0o120777 });
    archive.end();
    const bytes = await buffer(archive.outputStream as NodeJS.ReadableStream as AsyncIterable<Buffer>);
    expect(await refusal(bytes)).toContain('received the symbolic link train/food/link.png');
  });

  it('refuses archives that unpack to far more than they are', async () => {
    const files = await datasetFiles();
    expect(await refusal({ ...files, 'train/food/bomb.png': Buffer.alloc(2_000_000) })).toContain(
      'train/food/bomb.png',
    );
    expect(await refusal({ ...files, 'train/food/large.png': Buffer.alloc(3_000_001) })).toContain(
      'files of at most 3000000 bytes',
    );
    const noise = (seed: number) => Buffer.from(Array.from({ length: 900_000 }, (_, index) => (index * seed) % 251));
    const many = Object.fromEntries(
      Array.from({ length: 6 }, (_, index) => [`train/food/n${index}.png`, noise(index + 3)]),
    );
    expect(await refusal({ ...files, ...many })).toContain('at most 5000000 bytes');
    const crowd = Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`train/food/${index}.png`, '']));
    expect(await refusal(crowd)).toContain('at most 100 entries in the zip, received 101');
  });

  it('refuses a zip whose table of contents lies about a size', async () => {
    const bytes = await zip({ ...(await datasetFiles()), 'train/food/liar.png': Buffer.alloc(500_000, 'ab') });
    const at = bytes.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    const entry = bytes.indexOf('train/food/liar.png', at) - 46;
    bytes.writeUInt32LE(1000, entry + 24);
    expect((await faults(bytes)).UNREADABLE?.[0]).toMatchObject({
      path: 'train/food/liar.png',
      reason: expect.stringContaining('Expected a zip that can be read'),
    });
  });

  it('is for the staff', async () => {
    const uploadId = await upload(room.instructor, await zip(await datasetFiles()));
    expect(
      await codeOf(student.query(importMutation, { input: { courseId: room.courseId, name: 'Mine', uploadId } })),
    ).toBe('FORBIDDEN');
    const { id } = await importUpload(server, room.instructor, { courseId: room.courseId, name: 'Seen', uploadId });
    for (const [document, variables] of [
      ['query($id: ID!) { datasetImport(id: $id) { name } }', { id }],
      ['query($id: ID!) { datasetImports(courseId: $id) { name } }', { id: room.courseId }],
      ['mutation($id: ID!) { cancelImport(id: $id) { name } }', { id }],
      ['mutation($id: ID!) { decideImport(id: $id, input: {}) { name } }', { id }],
    ] as const)
      expect(await codeOf(student.query(document, variables))).toBe('FORBIDDEN');
    expect(await codeOf(room.instructor.query('mutation($id: ID!) { cancelImport(id: $id) { name } }', { id }))).toBe(
      'IMPORT_FINISHED',
    );
  });

  it('is written by the worker alone that has claimed it last', async () => {
    const uploadId = await upload(room.instructor, await zip(await datasetFiles()));
    const input = { courseId: room.courseId, name: 'Claimed twice', uploadId };
    const { importDataset } = await dataOf(room.instructor.query(importMutation, { input }));
    const database = server.database as Database;
    const [lost, held] = [await claimImport(database, importDataset.id), await claimImport(database, importDataset.id)];
    const failure = { code: 'DATASET_INVALID', message: 'It is no dataset.' } as const;
    await expect(failImport(database, lost!, failure)).rejects.toThrow(ImportLost);
    await failImport(database, held!, failure);
    // It has ended: nobody changes it any more, and nobody claims it.
    await expect(updateImport(database, held!, { status: 'WRITING' })).rejects.toThrow(ImportLost);
    expect(await claimImport(database, importDataset.id)).toBeNull();
  });

  it('takes a finished upload of one’s own, once', async () => {
    const input = {
      courseId: room.courseId,
      name: 'Once',
      uploadId: await upload(room.instructor, await zip(await datasetFiles())),
    };
    const answers = await Promise.all([
      codeOf(room.instructor.query(importMutation, { input })),
      codeOf(room.instructor.query(importMutation, { input })),
    ]);
    expect(answers.filter((code) => code === undefined)).toHaveLength(1);
    expect(answers).toContain('UPLOAD_NOT_FOUND');
    for (const uploadId of ['../../etc/passwd', 'f'.repeat(32), ''])
      expect(await codeOf(room.instructor.query(importMutation, { input: { ...input, uploadId } }))).toBe(
        'UPLOAD_NOT_FOUND',
      );
    const assistant = await room.student('Assistant');
    await server.database.enrollment.updateMany({ where: { userId: assistant.user.id }, data: { role: 'ASSISTANT' } });
    const foreign = await upload(room.instructor, await zip(await datasetFiles()));
    expect(await codeOf(assistant.query(importMutation, { input: { ...input, uploadId: foreign } }))).toBe(
      'UPLOAD_NOT_FOUND',
    );
  });
});

/** A zip of pairs: an object cannot have every name. */
function zipOf(files: readonly (readonly [path: string, content: Buffer | string])[]): Promise<Buffer> {
  const archive = new ZipFile();
  for (const [path, content] of files) archive.addBuffer(Buffer.from(content), path);
  archive.end();
  return buffer(archive.outputStream as NodeJS.ReadableStream as AsyncIterable<Buffer>);
}

/** A noisy plane of one colour, 48 pixels a side. */
async function noise(seed: number, label: number): Promise<Buffer> {
  const { default: sharp } = await import('sharp');
  const hue = [200, 60, 60, 60, 60, 200].slice(3 * label, 3 * label + 3);
  const pixels = Uint8Array.from(fractions(seed, 48 * 48 * 3), (fraction, at) => {
    return Math.max(0, Math.min(255, hue[at % 3]! + 90 * (fraction - 0.5)));
  });
  return sharp(pixels, { raw: { width: 48, height: 48, channels: 3 } })
    .png()
    .toBuffer();
}
