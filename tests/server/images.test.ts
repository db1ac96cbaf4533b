import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientOf, codeOf, dataOf, type SignedIn, signUp } from '../setup/api.ts';
import { type Classroom, openClassroom, password } from '../setup/classroom.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';
import { datasetFiles } from '../setup/upload.ts';

describe('images', () => {
  let server: TestServer;
  let room: Classroom;
  let student: SignedIn;
  beforeAll(async () => {
    server = await startTestServer();
    room = await openClassroom(server, await datasetFiles(['animals', 'food'], { train: 4, validation: 2, test: 2 }));
    student = await room.student('Ada');
  });
  afterAll(() => server.stop());

  const addressOf = (path: string) => {
    const bytes = room.files[path];
    if (!bytes) throw new Error(`no file ${path}`);
    return `/images/${room.datasetVersionId}/${createHash('sha256').update(bytes).digest('hex')}`;
  };

  it('are hidden from students, as their dataset is, until they see an assignment that uses it', async () => {
    const { datasetId } = await server.database.datasetVersion.findUniqueOrThrow({
      where: { id: room.datasetVersionId },
    });
    const address = addressOf('train/animals/train-1.png');
    const card = `/cards/${room.datasetVersionId}/croissant.json`;
    const seenBy = async (client: SignedIn) => {
      const ask = (fields: string, id: string) => client.query(`query($id: ID!) { ${fields} }`, { id });
      const { course } = await dataOf(ask('course(id: $id) { datasets { versions { number } } }', room.courseId));
      return {
        statuses: [(await client.fetch(address)).status, (await client.fetch(card)).status],
        codes: [
          await codeOf(ask('datasetVersion(id: $id) { id }', room.datasetVersionId)),
          await codeOf(ask('dataset(id: $id) { id }', datasetId)),
        ],
        datasets: course.datasets,
      };
    };
    const hidden = { statuses: [404, 404], codes: ['NOT_FOUND', 'NOT_FOUND'], datasets: [] };
    const shown = {
      statuses: [200, 200],
      codes: [undefined, undefined],
      datasets: [{ versions: [{ number: 1 }] }],
    };
    expect(await seenBy(room.instructor)).toEqual(shown);
    expect(await seenBy(student)).toEqual(hidden);
    const id = await room.assignment({ draft: true });
    expect(await seenBy(student)).toEqual(hidden);
    const publish = 'mutation($id: ID!, $at: DateTime) { publishAssignment(id: $id, at: $at) { id } }';
    const at = new Date(Date.now() + 7 * 24 * 3600_000).toISOString();
    await dataOf(room.instructor.query(publish, { id, at }));
    expect(await seenBy(student)).toEqual(hidden);
    await dataOf(room.instructor.query(publish, { id }));
    expect(await seenBy(student)).toEqual(shown);
  });

  it('of training and validation are sent to members, to be kept for ever', async () => {
    for (const path of ['train/animals/train-1.png', 'validation/food/validation-11.png']) {
      const response = await student.fetch(addressOf(path));
      expect(response.status).toBe(200);
      const [sent, original] = [Buffer.from(await response.arrayBuffer()), room.files[path] as Buffer];
      expect(await sharp(sent).raw().toBuffer()).toEqual(await sharp(original).raw().toBuffer());
      const { headers } = response;
      expect(['content-type', 'cache-control', 'x-content-type-options'].map((name) => headers.get(name))).toEqual([
        'image/png',
        'private, max-age=31536000, immutable',
        'nosniff',
      ]);
    }
  });

  it('of the test set are sent to nobody, not even the instructor', async () => {
    for (const client of [student, room.instructor])
      expect((await client.fetch(addressOf('test/animals/test-13.png'))).status).toBe(404);
  });

  it('are not sent to those who are not in the course', async () => {
    const outsider = await signUp(server.url, { name: 'Out', email: 'out@example.org', password });
    const address = addressOf('train/animals/train-1.png');
    expect((await outsider.fetch(address)).status).toBe(403);
    expect((await clientOf(server.url).fetch(address)).status).toBe(401);
  });

  it('are sent only when the address is one of this version', async () => {
    const version = await server.database.datasetVersion.findUniqueOrThrow({ where: { id: room.datasetVersionId } });
    for (const name of [version.manifest, 'f'.repeat(64), '..%2f..%2fetc%2fpasswd'])
      expect((await student.fetch(`/images/${room.datasetVersionId}/${name}`)).status).toBe(404);
    expect(
      (await student.fetch(addressOf('train/animals/train-1.png').replace(room.datasetVersionId, 'other'))).status,
    ).toBe(404);
  });

  it('are offered as samples, spread over each class', async () => {
    const { course } = await dataOf(
      student.query(
        'query($id: ID!) { course(id: $id) { datasets { versions { sampleImages(perClass: 2) { ' +
          'className url width height } } } } }',
        { id: room.courseId },
      ),
    );
    const [{ sampleImages }] = course.datasets[0].versions;
    expect(sampleImages).toHaveLength(4);
    expect(sampleImages[0]).toEqual({
      className: 'animals',
      url: addressOf('train/animals/train-1.png'),
      width: 8,
      height: 6,
    });
    expect(sampleImages[1].url).toBe(addressOf('train/animals/train-3.png'));
    expect((await student.fetch(sampleImages[3].url)).status).toBe(200);
  });
});
