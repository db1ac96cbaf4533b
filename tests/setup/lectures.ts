import { randomUUID } from 'node:crypto';
import type { Database } from '#prisma/client';
import { type Client, clientOf, dataOf, type SignedIn } from './api.ts';

export const lectureChoices = {
  networks: [{ backbone: 'MobileNetV2', weights: 'nsfwjs', inputSize: 96 }],
  freezes: ['ALL', 'LAST_BLOCK'],
  heads: ['LINEAR', 'WIDE'],
  augmentations: ['NONE'],
  fromScratch: ['CNN'],
  epochs: 3,
};

/** Lets guests into a course's lectures. */
export async function allowGuests(staff: SignedIn, courseId: string, guestsInLectures = true): Promise<void> {
  const change = 'mutation($input: UpdateCourseInput!) { updateCourse(input: $input) { guestsInLectures } }';
  await dataOf(staff.query(change, { input: { courseId, guestsInLectures } }));
}

export async function createLecture(
  staff: SignedIn,
  assignmentId: string,
  choices: object = {},
  fields: object = {},
): Promise<{ id: string; code: string }> {
  const create = 'mutation($input: CreateLectureInput!) { createLecture(input: $input) { id code } }';
  const input = { assignmentId, title: 'Frozen or not', choices: { ...lectureChoices, ...choices }, ...fields };
  return (await dataOf(staff.query(create, { input }))).createLecture;
}

/** Has a lecture prepared, writes what workers would write, and opens it. */
export async function openPreparedLecture(database: Database, staff: SignedIn, id: string): Promise<void> {
  await dataOf(staff.query('mutation($id: ID!) { prepareLecture(id: $id) { state } }', { id }));
  const run = { status: 'SUCCEEDED', startedAt: new Date(), finishedAt: new Date() } as const;
  await database.run.updateMany({ where: { inLecture: { lectureId: id, part: { not: 'GUEST' } } }, data: run });
  await dataOf(staff.query('mutation($id: ID!) { openLecture(id: $id, minutes: 60) { state } }', { id }));
}

/** Somebody who joins with a phone. */
export async function joinLecture(url: string, code: string, nickname: string): Promise<Client & { token: string }> {
  const join =
    'mutation($code: String!, $nickname: String!) { joinLecture(code: $code, nickname: $nickname) { token } }';
  const { token } = (await dataOf(clientOf(url).query(join, { code, nickname }))).joinLecture;
  return { ...clientOf(url, { 'x-lecture-guest': token }), token };
}

export const aChoice = { network: 'MobileNetV2', freeze: 'ALL', head: 'LINEAR', augmentation: 'NONE' };

/** Writes a guest's run as a worker would have left it, with a rising curve. */
export async function insertGuestRun(
  database: Database,
  { lectureId, guestId, values }: { lectureId: string; guestId: string | null; values: number[] },
): Promise<string> {
  const lecture = await database.lecture.findUniqueOrThrow({ where: { id: lectureId } });
  const { id } = await database.run.create({
    data: {
      id: randomUUID(),
      assignmentId: lecture.assignmentId,
      studentId: lecture.accountId,
      recipe: { backbone: 'CNN' },
      recipeHash: 'x',
      status: 'SUCCEEDED',
      finishedAt: new Date(),
      inLecture: { create: { lectureId, part: 'GUEST', choice: aChoice, guestId, guestNumber: 1 } },
      epochs: {
        create: values.map((valAcc, index) => ({
          epoch: index + 1,
          loss: 1,
          acc: valAcc,
          valLoss: 1,
          valAcc,
          learningRate: 0.001,
          seconds: 0.1,
        })),
      },
    },
  });
  return id;
}
