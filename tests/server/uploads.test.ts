import { randomBytes } from 'node:crypto';
import { readdir, readFile, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sweepImports } from '../../server/datasets/importDataset.ts';
import { openUploads } from '../../server/datasets/uploads.ts';
import { startServer } from '../../server/server.ts';
import { clientOf, codeOf, type SignedIn } from '../setup/api.ts';
import { type Classroom, openClassroom } from '../setup/classroom.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';
import { upload } from '../setup/upload.ts';

const tus = { 'tus-resumable': '1.0.0' };

describe('uploads', () => {
  let server: TestServer;
  let room: Classroom;
  let student: SignedIn;
  beforeAll(async () => {
    server = await startTestServer({ importLimits: { archiveBytes: 100_000 } });
    room = await openClassroom(server);
    student = await room.student('Ada');
  });
  afterAll(() => server.stop());

  it('go on where they were cut off', async () => {
    const bytes = randomBytes(5000);
    const created = await room.instructor.fetch('/uploads', {
      method: 'POST',
      headers: { ...tus, 'upload-length': '5000' },
    });
    const location = created.headers.get('location') ?? '';
    expect(location).toMatch(/^\/uploads\/[0-9a-f]{32}$/);
    const send = (from: number, to: number) =>
      room.instructor.fetch(location, {
        method: 'PATCH',
        headers: { ...tus, 'upload-offset': String(from), 'content-type': 'application/offset+octet-stream' },
        body: new Uint8Array(bytes.subarray(from, to)),
      });
    expect((await send(0, 2000)).headers.get('upload-offset')).toBe('2000');
    const asked = await room.instructor.fetch(location, { method: 'HEAD', headers: tus });
    expect(asked.headers.get('upload-offset')).toBe('2000');
    expect((await send(2000, 5000)).headers.get('upload-offset')).toBe('5000');
  });

  it('go on at another API server that shares their folder', async () => {
    const other = await startServer({ ...server.options, siteUrl: server.url });
    const bytes = randomBytes(3000);
    const created = await room.instructor.fetch('/uploads', {
      method: 'POST',
      headers: { ...tus, 'upload-length': '3000' },
    });
    const send = (origin: string, from: number, to: number) =>
      room.instructor.fetch(new URL(created.headers.get('location') ?? '', origin).href, {
        method: 'PATCH',
        headers: { ...tus, 'upload-offset': String(from), 'content-type': 'application/offset+octet-stream' },
        body: new Uint8Array(bytes.subarray(from, to)),
      });
    expect((await send(server.url, 0, 1000)).status).toBe(204);
    expect((await send(other.url, 1000, 2000)).status).toBe(204);
    expect((await send(server.url, 2000, 3000)).headers.get('upload-offset')).toBe('3000');
    const id = created.headers.get('location')?.split('/').at(-1) ?? '';
    expect(await readFile(join(server.options.directories.uploads, id))).toEqual(bytes);
    await other.stop();
  });

  it('are for people who have signed in and give a course', async () => {
    const create = { method: 'POST', headers: { ...tus, 'upload-length': '10' } };
    expect((await clientOf(server.url).fetch('/uploads', create)).status).toBe(401);
    expect((await clientOf(server.url, { 'x-api-key': 'bad' }).fetch('/uploads', create)).status).toBe(401);
    expect((await student.fetch('/uploads', create)).status).toBe(403);
  });

  it('belong to the account that began them; the client cannot say otherwise', async () => {
    const owner = Buffer.from(student.user.id).toString('base64');
    const created = await room.instructor.fetch('/uploads', {
      method: 'POST',
      headers: { ...tus, 'upload-length': '10', 'upload-metadata': `owner ${owner}` },
    });
    const location = created.headers.get('location') ?? '';
    for (const method of ['HEAD', 'GET', 'PATCH', 'DELETE']) {
      const headers = {
        ...tus,
        'upload-offset': '0',
        ...(method === 'PATCH' && { 'content-type': 'application/offset+octet-stream' }),
      };
      expect((await student.fetch(location, { method, headers })).status, method).toBe(404);
    }
    expect((await room.instructor.fetch(location, { method: 'HEAD', headers: tus })).status).toBe(200);
  });

  it('are named as the server named them, and by no other path', async () => {
    const id = await upload(room.instructor, Buffer.from('x'));
    const importing = 'mutation($input: ImportDatasetInput!) { importDataset(input: $input) { id } }';
    for (const uploadId of [`./${id}`, `../uploads/${id}`]) {
      const input = { courseId: room.courseId, name: 'Path', uploadId };
      expect(await codeOf(room.instructor.query(importing, { input })), uploadId).toBe('UPLOAD_NOT_FOUND');
    }
  });

  it('are taken when all of them is there, and not before', async () => {
    const created = await room.instructor.fetch('/uploads', {
      method: 'POST',
      headers: { ...tus, 'upload-length': '10', 'content-type': 'application/offset+octet-stream' },
      body: 'half.',
    });
    expect(created.headers.get('upload-offset')).toBe('5');
    const uploadId = created.headers.get('location')?.split('/').at(-1) ?? '';
    const input = { courseId: room.courseId, name: 'Half', uploadId };
    const importing = 'mutation($input: ImportDatasetInput!) { importDataset(input: $input) { id } }';
    expect(await codeOf(room.instructor.query(importing, { input }))).toBe('UPLOAD_NOT_FOUND');
    expect(await readdir(server.options.directories.uploads)).toContain(uploadId);
  });

  it.runIf(process.platform !== 'win32')('are in a folder that only this account can enter', async () => {
    expect((await stat(server.options.directories.uploads)).mode & 0o777).toBe(0o700);
  });

  it('are refused when too large', async () => {
    await expect(upload(room.instructor, Buffer.alloc(100_001))).rejects.toThrow('413');
  });

  it('are removed when nobody touched them for a day', async () => {
    const { uploads: directory } = server.options.directories;
    const old = await upload(room.instructor, Buffer.from('old'));
    const recent = await upload(room.instructor, Buffer.from('recent'));
    const yesterday = Date.now() / 1000 - 25 * 60 * 60;
    const read = await upload(room.instructor, Buffer.from('read'));
    for (const name of [old, `${old}.json`, read]) await utimes(join(directory, name), yesterday, yesterday);
    const uploads = await openUploads({
      directory,
      maxBytes: 1,
      viewerOf: async () => null,
      mayUpload: async () => false,
      requireRoom: async () => {},
      log: pino({ level: 'silent' }),
    });
    await uploads.sweep(new Set([read]));
    const left = await readdir(directory);
    expect(left).toContain(recent);
    // An import that is open reads it.
    expect(left).toContain(read);
    expect(left).not.toContain(old);
    expect(left).not.toContain(`${old}.json`);
  });

  it('go with an import that has waited for people for a week, and stay with the others', async () => {
    const { courseId } = room;
    const day = 24 * 60 * 60 * 1000;
    const waiting = (uploadId: string, days: number) =>
      server.database.datasetImport.create({
        data: {
          courseId,
          name: uploadId,
          uploadId,
          status: 'WAITING_FOR_DECISION',
          createdAt: new Date(Date.now() - days * day),
        },
      });
    const [old, recent] = [await waiting('old', 8), await waiting('recent', 6)];
    expect(await sweepImports(server.database)).toEqual(new Set(['recent']));
    const statusOf = async ({ id }: { id: string }) =>
      (await server.database.datasetImport.findUniqueOrThrow({ where: { id } })).status;
    expect([await statusOf(old), await statusOf(recent)]).toEqual(['CANCELLED', 'WAITING_FOR_DECISION']);
  });
});
