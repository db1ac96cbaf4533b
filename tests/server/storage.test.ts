import { readdir } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { codeOf, dataOf, type SignedIn, signUp } from '../setup/api.ts';
import { type Classroom, openClassroom, password } from '../setup/classroom.ts';
import { waitForImport, workOnImport } from '../setup/imports.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';
import { datasetFiles, picture, upload, zip } from '../setup/upload.ts';

let server: TestServer;
let room: Classroom;
let student: SignedIn;
beforeAll(async () => {
  server = await startTestServer();
  room = await openClassroom(server);
  student = await room.student('Ada');
});
afterAll(() => server.stop());
afterEach(async () => {
  await server.database.weights.deleteMany();
  await server.database.siteSettings.deleteMany();
});

const tus = { 'tus-resumable': '1.0.0' };

/** Begins an upload, and says how many bytes it will have and, perhaps, for which course. */
async function begin(who: SignedIn, bytes: number, courseId?: string, headers: Record<string, string> = {}) {
  const course = courseId && `course ${Buffer.from(courseId).toString('base64')}`;
  const response = await who.fetch('/uploads', {
    method: 'POST',
    headers: { ...tus, 'upload-length': String(bytes), ...(course && { 'upload-metadata': course }), ...headers },
  });
  const { errors } = response.ok ? { errors: undefined } : await response.json().catch(() => ({ errors: undefined }));
  return { status: response.status, location: response.headers.get('location'), refusal: errors?.[0]?.extensions };
}

/** Leaves so many bytes of one gigabyte to the course. */
async function leave(bytes: number, settings: { courseGigabytes?: number; accountGigabytes?: number }): Promise<void> {
  await dataOf(
    room.instructor.query('mutation($input: UpdateSiteInput!) { updateSite(input: $input) { courseGigabytes } }', {
      input: settings,
    }),
  );
  const { course } = await dataOf(room.instructor.query(storage, { id: room.courseId }));
  await server.database.weights.create({
    data: {
      courseId: room.courseId,
      name: 'large',
      backbone: 'CNN',
      inputSize: 46,
      preprocessing: 'backbone',
      hash: 'x',
      bytes: 1e9 - course.storage.usedBytes - bytes,
    },
  });
}

const storage = `query($id: ID!) { course(id: $id) {
  storage { usedBytes limitBytes } viewersStorage { usedBytes limitBytes } } }`;

test('staff see what the files of a course take, and students do not', async () => {
  const { bytes } = await server.database.datasetVersion.findFirstOrThrow();
  const { course } = await dataOf(room.instructor.query(storage, { id: room.courseId }));
  expect(course).toEqual({
    storage: { usedBytes: bytes, limitBytes: 100e9 },
    viewersStorage: { usedBytes: bytes, limitBytes: 200e9 },
  });
  expect((await dataOf(student.query(storage, { id: room.courseId }))).course).toEqual({
    storage: null,
    viewersStorage: null,
  });
});

test('pictures, published weights and open imports count, and courses that one gave once do not', async () => {
  const { courseId } = room;
  const used = async (client = room.instructor) => {
    const { course } = await dataOf(client.query(storage, { id: courseId }));
    return [course.storage.usedBytes, course.viewersStorage.usedBytes];
  };
  const [before] = await used();
  const { database } = server;
  await database.picture.create({ data: { courseId, sha256: 'a', mediaType: 'image/png', bytes: 1 } });
  const weights = { name: 'w', backbone: 'CNN', inputSize: 46, preprocessing: 'backbone', hash: 'x' };
  await database.weights.create({ data: { courseId, ...weights, bytes: 20 } });
  const open = await database.datasetImport.create({ data: { courseId, name: 'open', uploadId: 'a', bytes: 300 } });
  expect(await used()).toEqual([before! + 321, before! + 321]);
  // Its upload went when it ended.
  await database.datasetImport.update({ where: { id: open.id }, data: { status: 'FAILED' } });
  expect(await used()).toEqual([before! + 21, before! + 21]);
  await database.picture.deleteMany();

  const elsewhere = { title: 'Once', joinCode: 'ONCE' };
  const given = { userId: room.instructor.user.id, role: 'INSTRUCTOR' } as const;
  const other = await database.course.create({ data: { ...elsewhere, enrollments: { create: given } } });
  await database.weights.create({ data: { courseId: other.id, ...weights, bytes: 4000 } });
  expect(await used()).toEqual([before! + 20, before! + 4020]);
  await database.enrollment.updateMany({ where: { courseId: other.id }, data: { removedAt: new Date() } });
  expect(await used()).toEqual([before! + 20, before! + 20]);
});

test('an upload that the course has no room for is refused before it begins, or when it goes there', async () => {
  await leave(1000, { courseGigabytes: 1 });
  expect(await begin(room.instructor, 900, room.courseId)).toMatchObject({ status: 201 });
  const { status, refusal } = await begin(room.instructor, 1001, room.courseId);
  expect([status, refusal]).toEqual([
    413,
    { code: 'STORAGE_FULL', detail: 'COURSE', usedGigabytes: 1, limitGigabytes: 1 },
  ]);
  // Who does not say for which course is refused when it goes there, and nothing of the file stays.
  const large = await picture(1);
  const uploadId = await upload(room.instructor, Buffer.concat([large, Buffer.alloc(1000)]));
  const input = { courseId: room.courseId, name: 'More', uploadId };
  const importing = 'mutation($input: ImportDatasetInput!) { importDataset(input: $input) { id } }';
  expect(await codeOf(room.instructor.query(importing, { input }))).toBe('STORAGE_FULL');
  expect((await readdir(server.options.directories.uploads)).filter((name) => name.startsWith(uploadId))).toEqual([]);
  const adding = 'mutation($courseId: ID!, $uploadId: ID!) { addPicture(courseId: $courseId, uploadId: $uploadId) }';
  const variables = { courseId: room.courseId, uploadId: await upload(room.instructor, Buffer.alloc(1001)) };
  expect(await codeOf(room.instructor.query(adding, variables))).toBe('STORAGE_FULL');
});

test('images that are more than the course may have by then are not imported', async () => {
  const packed = await zip(await datasetFiles(['cats', 'dogs'], undefined, 500));
  const { importDataset } = await dataOf(
    room.instructor.query('mutation($input: ImportDatasetInput!) { importDataset(input: $input) { id } }', {
      input: {
        courseId: room.courseId,
        name: 'More',
        uploadId: await upload(room.instructor, packed),
        decision: { keep: ['SAME_IN_TEST', 'SIMILAR_IN_TEST', 'SAME', 'SIMILAR'] },
      },
    }),
  );
  // Others have filled the course since: what the upload takes is not enough for its images.
  await leave(-packed.length, { courseGigabytes: 1 });
  await workOnImport(server, importDataset.id);
  expect((await waitForImport(room.instructor, importDataset.id)).failure).toMatchObject({ code: 'STORAGE_FULL' });
  expect(await server.database.dataset.count()).toBe(1);
});

test('an account has a limit over all its courses and uploads, and each upload says its size', async () => {
  await leave(5000, { courseGigabytes: 10, accountGigabytes: 1 });
  const first = await begin(room.instructor, 3000);
  expect(first.status).toBe(201);
  // What was begun counts as if it were there.
  expect((await begin(room.instructor, 3000)).refusal).toMatchObject({ code: 'STORAGE_FULL', detail: 'ACCOUNT' });
  expect((await room.instructor.fetch(first.location!, { method: 'DELETE', headers: tus })).status).toBe(204);
  const second = await begin(room.instructor, 3000);
  expect(second.status).toBe(201);
  await room.instructor.fetch(second.location!, { method: 'DELETE', headers: tus });
  const deferred = await room.instructor.fetch('/uploads', {
    method: 'POST',
    headers: { ...tus, 'upload-defer-length': '1' },
  });
  expect(deferred.ok).toBe(false);
});

test('what a course has left is told to nobody who does not give it', async () => {
  await leave(1000, { courseGigabytes: 1 });
  const other = await signUp(server.url, { name: 'Other', email: 'other@example.org', password });
  await server.database.user.update({ where: { id: other.user.id }, data: { siteRole: 'TEACHER' } });
  expect(await begin(other, 2000, room.courseId)).toMatchObject({ status: 201 });
  // Nor to somebody who gave it once.
  await server.database.enrollment.create({
    data: { courseId: room.courseId, userId: other.user.id, role: 'ASSISTANT', removedAt: new Date() },
  });
  expect(await begin(other, 2000, room.courseId)).toMatchObject({ status: 201 });
});
