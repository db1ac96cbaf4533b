import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, dataOf, type SignedIn } from '../setup/api.ts';
import { type Classroom, openClassroom } from '../setup/classroom.ts';
import { insertRun } from '../setup/runs.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';

const update = `mutation($input: UpdateRunInput!) { updateRun(input: $input) { name note tags } }`;
const list = `query($id: ID!, $filter: RunFilterInput!) {
  assignment(id: $id) { runs(filter: $filter) { nodes { id } } }
}`;
const tagsOf = 'query($id: ID!, $first: Int! = 100) { runTags(assignmentId: $id, first: $first) }';

describe('the name, note and tags of a run', () => {
  let server: TestServer;
  let room: Classroom;
  let assignmentId: string;
  let ada: SignedIn;
  let bob: SignedIn;
  let first: string;
  let second: string;
  let other: string;
  beforeAll(async () => {
    server = await startTestServer();
    room = await openClassroom(server);
    ada = await room.student('Ada');
    bob = await room.student('Bob');
    assignmentId = await room.assignment();
    const insert = async (studentId: string) => (await insertRun(server.database, { assignmentId, studentId })).id;
    first = await insert(ada.user.id);
    second = await insert(ada.user.id);
    other = await insert(bob.user.id);
  });
  afterAll(() => server.stop());

  const write = async (client: SignedIn, input: object) =>
    (await dataOf(client.query(update, { input: { id: first, ...input } }))).updateRun;
  const found = async (client: SignedIn, filter: object) =>
    (await dataOf(client.query(list, { id: assignmentId, filter }))).assignment.runs.nodes.map(
      (run: { id: string }) => run.id,
    );

  it('are written by its student, and what is left out stays', async () => {
    expect(
      await write(ada, { name: '  More augmentation ', note: 'Does it help?', tags: ['Night', 'final', 'night'] }),
    ).toEqual({ name: 'More augmentation', note: 'Does it help?', tags: ['night', 'final'] });
    expect(await write(ada, { note: 'It does.' })).toEqual({
      name: 'More augmentation',
      note: 'It does.',
      tags: ['night', 'final'],
    });
    expect(await write(ada, { name: null })).toMatchObject({ name: null, note: 'It does.' });
    expect(await write(ada, { name: '증강 실험', tags: ['야간', 'final'] })).toMatchObject({ name: '증강 실험' });
  });

  it('are read by the staff, and written by nobody else', async () => {
    const read = `{ run(id: "${first}") { name note tags } }`;
    expect((await dataOf(room.instructor.query(read))).run).toEqual({
      name: '증강 실험',
      note: 'It does.',
      tags: ['야간', 'final'],
    });
    for (const client of [room.instructor, bob])
      expect(await codeOf(client.query(update, { input: { id: first, name: 'Mine' } }))).toBe('FORBIDDEN');
    expect((await server.database.run.findUniqueOrThrow({ where: { id: first } })).name).toBe('증강 실험');
  });

  it('have limits, and a refused change changes nothing', async () => {
    for (const input of [
      { name: 'x'.repeat(101) },
      { note: 'x'.repeat(2001) },
      { tags: Array.from({ length: 11 }, (_, index) => `t${index}`) },
      { tags: ['x'.repeat(31)] },
      { tags: ['two words'] },
      { tags: ['a,b'] },
      { tags: [' '] },
      { name: 'fine', tags: ['not fine'] },
    ])
      expect(await codeOf(ada.query(update, { input: { id: first, ...input } })), JSON.stringify(input)).toBe(
        'BAD_USER_INPUT',
      );
    expect((await server.database.run.findUniqueOrThrow({ where: { id: first } })).name).toBe('증강 실험');
  });

  it('find the run again, by words and by tags in any case', async () => {
    await dataOf(ada.query(update, { input: { id: second, tags: ['final'] } }));
    await dataOf(bob.query(update, { input: { id: other, tags: ['final', 'secret'] } }));
    expect(await found(ada, { search: '증강' })).toEqual([first]);
    expect(await found(ada, { search: 'FINAL' })).toHaveLength(2);
    expect(await found(ada, { tags: ['Final'] })).toHaveLength(2);
    expect(await found(ada, { tags: ['final', '야간'] })).toEqual([first]);
    expect(await found(room.instructor, { tags: ['final'] })).toHaveLength(3);
  });

  it('show which tags there are: to a student their own, to the staff all, those of most runs first', async () => {
    expect((await dataOf(ada.query(tagsOf, { id: assignmentId }))).runTags).toEqual(['final', '야간']);
    expect((await dataOf(room.instructor.query(tagsOf, { id: assignmentId }))).runTags[0]).toBe('final');
    expect((await dataOf(room.instructor.query(tagsOf, { id: assignmentId }))).runTags).toContain('secret');
    expect((await dataOf(room.instructor.query(tagsOf, { id: assignmentId, first: 1 }))).runTags).toEqual(['final']);
    expect(await codeOf(ada.query(tagsOf, { id: assignmentId, first: 201 }))).toBe('BAD_USER_INPUT');
  });
});
