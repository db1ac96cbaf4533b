import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, dataOf, type SignedIn, signUp } from '../setup/api.ts';
import { type Classroom, openClassroom, password } from '../setup/classroom.ts';
import { startTestServer, type TestServer } from '../setup/server.ts';

const create =
  'mutation($input: CreateAssignmentInput!) { createAssignment(input: $input) { id starterRecipe ' +
  'allowed isOpen quotaLeft metric } }';

describe('assignments', () => {
  let server: TestServer;
  let room: Classroom;
  let student: SignedIn;
  beforeAll(async () => {
    server = await startTestServer();
    room = await openClassroom(server);
    student = await room.student('Ada');
  });
  afterAll(() => server.stop());

  const input = (fields: object = {}) => ({
    input: {
      courseId: room.courseId,
      datasetVersionId: room.datasetVersionId,
      title: 'First',
      starterRecipe: { backbone: 'MobileNetV2' },
      ...fields,
    },
  });

  it('start from a whole recipe and are open at once', async () => {
    const { createAssignment } = await dataOf(room.instructor.query(create, input({ allowed: { maxEpochs: 30 } })));
    expect(createAssignment).toMatchObject({
      allowed: { maxEpochs: 30 },
      isOpen: true,
      quotaLeft: 20,
      metric: 'ACCURACY',
    });
    expect(createAssignment.starterRecipe).toMatchObject({
      backbone: 'MobileNetV2',
      inputSize: 224,
      weights: 'imagenet',
      freeze: 'all',
      seed: 42,
    });
    const seen = await dataOf(
      student.query(
        'query($id: ID!) { assignment(id: $id) { title datasetVersion { classNames } course { title } } }',
        {
          id: createAssignment.id,
        },
      ),
    );
    expect(seen.assignment).toEqual({
      title: 'First',
      datasetVersion: { classNames: ['animals', 'food'] },
      course: { title: 'Course' },
    });
  });

  it('round public scores to two public images when they do not say', async () => {
    const stepOf = async (fields: object) => {
      const { createAssignment } = await dataOf(
        room.instructor.query(
          'mutation($input: CreateAssignmentInput!) { createAssignment(input: $input) { scoreStep } }',
          input(fields),
        ),
      );
      return createAssignment.scoreStep;
    };
    // Of 4 test images 2 are public.
    expect(await stepOf({})).toBe(0.5);
    expect(await stepOf({ scoreStep: 0.01 })).toBe(0.01);
    await server.database.datasetVersion.updateMany({ data: { testCount: 145 } });
    expect(await stepOf({})).toBe(0.03);
    expect(await stepOf({ publicShare: 0.1 })).toBe(0.135);
    await server.database.datasetVersion.updateMany({ data: { testCount: 2000 } });
    expect(await stepOf({ scoreStep: null })).toBe(0.005);
  });

  it('are made by the staff only', async () => {
    expect(await codeOf(student.query(create, input()))).toBe('FORBIDDEN');
  });

  it.each([
    ['a title of blanks', { title: ' ' }, 'BAD_USER_INPUT'],
    ['a quota of 0', { dailyQuota: 0 }, 'BAD_USER_INPUT'],
    ['a public share of 1', { publicShare: 1 }, 'BAD_USER_INPUT'],
    ['a step of 0', { scoreStep: 0 }, 'BAD_USER_INPUT'],
    ['a deadline in the past', { closesAt: '2020-01-01T00:00:00Z' }, 'BAD_USER_INPUT'],
    ['a deadline that is no time', { closesAt: 'tomorrow' }, 'BAD_USER_INPUT'],
    ['an unknown field in what is allowed', { allowed: { epochs: 3 } }, 'BAD_USER_INPUT'],
    ['a starter recipe with an unknown backbone', { starterRecipe: { backbone: 'VGG99' } }, 'UNKNOWN_BACKBONE'],
    [
      'a starter recipe with 0 epochs',
      { starterRecipe: { backbone: 'CNN', training: { epochs: 0 } } },
      'RECIPE_INVALID',
    ],
    [
      'a starter recipe that weighs a class that is not there',
      { starterRecipe: { backbone: 'CNN', training: { classWeight: { cats: 2 } } } },
      'RECIPE_INVALID',
    ],
    ['a starter recipe that it does not allow', { allowed: { backbones: ['CNN'] } }, 'RECIPE_NOT_ALLOWED'],
    ['an unknown dataset version', { datasetVersionId: 'nonsense' }, 'NOT_FOUND'],
  ])('refuse %s', async (_what, fields, code) => {
    const before = await server.database.assignment.count();
    expect(await codeOf(room.instructor.query(create, input(fields)))).toBe(code);
    expect(await server.database.assignment.count()).toBe(before);
  });

  it('refuse the dataset of another course', async () => {
    const { createCourse } = await dataOf(
      room.instructor.query('mutation { createCourse(input: {title: "Other"}) { id } }'),
    );
    expect(await codeOf(room.instructor.query(create, input({ courseId: createCourse.id })))).toBe('NOT_FOUND');
  });

  it('are closed to those who are not in the course', async () => {
    const id = await room.assignment();
    const outsider = await signUp(server.url, { name: 'Out', email: 'out@example.org', password });
    for (const question of [
      'assignment(id: $id) { title }',
      'leaderboard(assignmentId: $id) { isFinal }',
      'runs(assignmentId: $id) { id }',
    ])
      expect(await codeOf(outsider.query(`query($id: ID!) { ${question} }`, { id })), question).toBe('NOT_ENROLLED');
  });
});
