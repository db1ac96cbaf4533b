import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import type { Manifest } from '#contracts/dataset';
import { codeOf, dataOf, type SignedIn } from '../setup/api.ts';
import { type Classroom, openClassroom } from '../setup/classroom.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';
import { datasetFiles, type Files, picture, upload, zip } from '../setup/upload.ts';

const importMutation = `mutation($input: ImportDatasetInput!) {
  importDataset(input: $input) { id hash classNames trainCount validationCount testCount dataset { id name
    attribution } }
}`;

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
    room.instructor.query(importMutation, {
      input: { courseId: room.courseId, name, uploadId: await upload(room.instructor, archive), ...more },
    });
  const importFiles = async (files: Files, name?: string, more?: object) => importZip(await zip(files), name, more);

  /** The message of a refusal, after checking that nothing was left behind. */
  const refusal = async (files: Files | Buffer, code = 'DATASET_INVALID') => {
    const { objects, sealed } = server.options.directories;
    const kept = async (directory: string) => (await readdir(directory, { recursive: true })).sort();
    const everything = () =>
      Promise.all([
        server.database.dataset.count(),
        server.database.datasetVersion.count(),
        kept(objects),
        kept(sealed),
      ]);
    const before = await everything();
    const { errors } = Buffer.isBuffer(files) ? await importZip(files) : await importFiles(files);
    expect(errors?.[0]?.extensions.code).toBe(code);
    expect(await everything()).toEqual(before);
    expect(await readdir(server.options.directories.uploads)).toEqual([]);
    return errors?.[0]?.message;
  };

  it('counts what came, sorts the classes as Python does, and uses the upload up', async () => {
    const files = await datasetFiles(['zebra', 'Ärger', 'Zoo', 'apple']);
    const { importDataset } = await dataOf(importFiles(files, 'Sorted', { attribution: 'Own work' }));
    expect(importDataset).toMatchObject({
      classNames: ['Zoo', 'apple', 'zebra', 'Ärger'],
      trainCount: 12,
      validationCount: 8,
      testCount: 8,
    });
    expect(importDataset.dataset).toMatchObject({ name: 'Sorted', attribution: 'Own work' });
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
    const { importDataset } = await dataOf(importFiles(files));
    expect(importDataset.classNames).toEqual(golden.classes);
    const { manifest } = await server.database.datasetVersion.findUniqueOrThrow({ where: { id: importDataset.id } });
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
    const { importDataset } = await dataOf(importZip(await unsaid(await datasetFiles(['고양이', '강아지']))));
    expect(importDataset.classNames).toEqual(['강아지', '고양이']);
    const korean = (await unsaid(await datasetFiles(['????', 'dogs'])))
      .toString('latin1')
      .replaceAll('????', '\xb0\xed\xbe\xe7');
    expect(await refusal(Buffer.from(korean, 'latin1'))).toMatch(
      /expected paths in UTF-8, received train\/.*\/train-\d+\.png; "downstream import" makes such a zip/,
    );
  });

  it('puts test images and their names into the sealed store only', async () => {
    const { importDataset } = await dataOf(
      importFiles(await datasetFiles(['animals', 'food'], { train: 3, validation: 2, test: 2 }, 5000), 'Sealed'),
    );
    const version = await server.database.datasetVersion.findUniqueOrThrow({ where: { id: importDataset.id } });
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
    expect((await dataOf(importFiles(files))).importDataset.trainCount).toBe(9);
  });

  it('answers equal contents with the existing version, other contents of the same name with a new one', async () => {
    const files = await datasetFiles();
    const first = (await dataOf(importFiles(files, 'Twice'))).importDataset;
    const again = (await dataOf(importFiles(files, 'Twice'))).importDataset;
    expect(again).toEqual(first);
    const more = (await dataOf(importFiles({ ...files, 'train/food/new.png': await picture(500) }, 'Twice')))
      .importDataset;
    expect(more.dataset.id).toBe(first.dataset.id);
    expect(more.hash).not.toBe(first.hash);
  });

  it('refuses an image that does not decode, and names it', async () => {
    // Numbers of their own, so that none of the good pictures is stored yet.
    const files = await datasetFiles(undefined, undefined, 900);
    const whole = files['validation/food/validation-909.png'] as Buffer;
    expect(
      await refusal({ ...files, 'validation/food/cut.png': whole.subarray(0, whole.length - 25) }, 'BAD_IMAGE'),
    ).toContain('in validation/food/cut.png, received one that does not decode');
    expect(await refusal({ ...files, 'train/food/notes.txt': 'hello' }, 'BAD_IMAGE')).toBe(
      'The dataset was not imported: expected a JPEG, PNG, GIF, WebP image in train/food/notes.txt, ' +
        'received a file of another kind.',
    );
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>';
    expect(await refusal({ ...files, 'train/food/x.png': svg }, 'BAD_IMAGE')).toContain('another kind');
    expect(await refusal({ ...files, 'train/food/x.png': '' }, 'BAD_IMAGE')).toContain('an empty file');
  });

  it('refuses an image with too many pixels', async () => {
    const { default: sharp } = await import('sharp');
    const large = await sharp({ create: { width: 1200, height: 1000, channels: 3, background: 'red' } })
      .png()
      .toBuffer();
    expect(await refusal({ ...(await datasetFiles()), 'train/food/large.png': large }, 'BAD_IMAGE')).toContain(
      'train/food/large.png',
    );
  });

  it('refuses a class that one split lacks, and names both', async () => {
    const files = await datasetFiles(['animals', 'food', 'plants']);
    const lacking = Object.fromEntries(Object.entries(files).filter(([path]) => !path.startsWith('test/plants/')));
    expect(await refusal(lacking)).toBe(
      'The dataset was not imported: expected images of every class in test, received none of plants.',
    );
  });

  it('refuses a class whose folder is empty in every split', async () => {
    const archive = new ZipFile();
    for (const [path, content] of Object.entries(await datasetFiles())) archive.addBuffer(Buffer.from(content), path);
    for (const split of ['train', 'validation', 'test']) archive.addEmptyDirectory(`${split}/birds`);
    archive.end();
    const message = await refusal(await buffer(archive.outputStream as NodeJS.ReadableStream as AsyncIterable<Buffer>));
    expect(message).toBe(
      'The dataset was not imported: expected images of every class in train, received none of birds.',
    );
  });

  it('refuses a missing split, a single class, and folders that it does not know', async () => {
    const files = await datasetFiles();
    const without = (prefix: string) =>
      Object.fromEntries(Object.entries(files).filter(([path]) => !path.startsWith(prefix)));
    expect(await refusal(without('validation/'))).toContain('expected the folder validation');
    expect(await refusal(await datasetFiles(['animals']))).toContain(
      'expected at least two classes, received 1 (animals)',
    );
    expect(await refusal({ ...without('validation/'), 'val/food/x.png': await picture(1) })).toContain(
      'received the folder val',
    );
    expect(await refusal({ ...files, 'train/loose.png': await picture(700) })).toContain(
      'received the file train/loose.png',
    );
  });

  it('refuses the same image in the test set and among those to learn from', async () => {
    const files = await datasetFiles();
    const message = await refusal({ ...files, 'train/food/copy.png': files['test/food/test-13.png'] as Buffer });
    expect(message).toContain('train/food/copy.png and test/food/test-13.png');
  });

  it('refuses what is no zip', async () => {
    expect(await refusal(Buffer.from('hello'))).toContain('expected a zip that can be read');
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
    expect(await refusal(bytes)).toContain('expected a zip that can be read');
  });

  it('is for the staff', async () => {
    const uploadId = await upload(room.instructor, await zip(await datasetFiles()));
    expect(
      await codeOf(student.query(importMutation, { input: { courseId: room.courseId, name: 'Mine', uploadId } })),
    ).toBe('FORBIDDEN');
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
