import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { lectureCodeLength } from '#contracts/codes';
import { type LectureOffer, lectureOfferSchema, offeredNetwork, preparedChoices } from '#contracts/lecture';
import { type LectureState, type PreparedRuns, preparedState } from '#contracts/lectureChoices';
import { line } from '#contracts/line';
import { isPublishedId } from '#contracts/recipe';
import { resultlessStatuses } from '#contracts/runStatus';
import type { Assignment, Lecture, Transaction } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { requireViewer } from '../accounts/viewer.ts';
import { acceptRecipe } from '../assignments/acceptRecipe.ts';
import { getAssignmentAsStaff } from '../assignments/assignment.service.ts';
import { differences, recordChange } from '../audit/recordChange.ts';
import { getCourse } from '../courses/course.service.ts';
import { newJoinCode } from '../courses/joinCode.ts';
import { datasetLoaders } from '../datasets/dataset.loaders.ts';
import type { Context } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import { asJson, checkInput, wrongField } from '../graphql/input.ts';
import type { LectureContext } from './lecture.context.ts';
import { readPreparations, unprepared } from './lecture.loaders.ts';
import type { CreateLectureInput, LectureChoicesInput, UpdateLectureInput } from './lecture.type.ts';
import {
  cancelLectureRuns,
  enqueueLectureRun,
  offerOf,
  recipeForGuest,
  recipeToPrepare,
  scratchRecipe,
  starterOf,
} from './lectureRuns.ts';

const title = line(100);
const mostGuests = z.int().min(1).max(300);
const mostOfAssignment = 50;
/** Minutes that a lecture may be open. */
const minutesOpen = z.int().min(5).max(600);

export type WithAssignment = Lecture & { assignment: Assignment };

/** Throws UNAUTHENTICATED, NOT_FOUND, NOT_ENROLLED or FORBIDDEN. `what` completes "… may". */
export async function getLecture(context: Context, id: string, what = 'see a lecture'): Promise<WithAssignment> {
  requireViewer(context);
  const lecture = await context.database.lecture.findUnique({ where: { id }, include: { assignment: true } });
  if (!lecture) throw new ApiError('NOT_FOUND', `Expected the id of a lecture, received "${id}".`);
  await getAssignmentAsStaff(context, lecture.assignmentId, what);
  return lecture;
}

/** Where a lecture stands. */
export function stateOf(
  { opensAt, endsAt }: Pick<Lecture, 'opensAt' | 'endsAt'>,
  preparation: PreparedRuns,
  now = databaseNow(),
): LectureState {
  if (endsAt && endsAt <= now) return 'ENDED';
  if (opensAt) return 'OPEN';
  return preparedState(preparation);
}

/** Throws NOT_FOUND, NOT_ENROLLED, FORBIDDEN, BAD_USER_INPUT, RECIPE_INVALID or GUESTS_NOT_ALLOWED. */
export async function createLecture(context: LectureContext, input: CreateLectureInput): Promise<Lecture> {
  const assignment = await getAssignmentAsStaff(context, input.assignmentId, 'prepare a lecture');
  await requireGuestsAllowed(context, assignment.courseId);
  const fields = checkInput(z.object({ title, mostGuests }), input);
  const offer = await checkOffer(context, assignment, input.choices);
  return context.database.$transaction(async (transaction) => {
    await transaction.$executeRaw`SELECT 1 FROM assignment WHERE id = ${assignment.id} FOR UPDATE`;
    if ((await transaction.lecture.count({ where: { assignmentId: assignment.id } })) >= mostOfAssignment)
      throw new ApiError(
        'BAD_USER_INPUT',
        `Expected at most ${mostOfAssignment} lectures of an assignment, received one more: delete an old one.`,
        { detail: 'LECTURES_FULL', most: mostOfAssignment },
      );
    const accountId = randomUUID();
    await transaction.user.create({
      // Nobody can sign in to an erased account, and no list of accounts has it.
      data: { id: accountId, name: fields.title, email: `${accountId}@guests.invalid`, erasedAt: databaseNow() },
    });
    const lecture = await transaction.lecture.create({
      data: {
        ...fields,
        assignmentId: assignment.id,
        accountId,
        code: newJoinCode(lectureCodeLength),
        offer: asJson(offer),
      },
    });
    await record(context, transaction, assignment, 'lecture.create', lecture);
    return lecture;
  });
}

/** Throws NOT_FOUND, NOT_ENROLLED, FORBIDDEN, BAD_USER_INPUT, RECIPE_INVALID or LECTURE_OPEN. */
export async function updateLecture(context: LectureContext, input: UpdateLectureInput): Promise<Lecture> {
  const lecture = await getLecture(context, input.id, 'change a lecture');
  const { assignment } = lecture;
  const fields = checkInput(z.object({ title: title.nullish(), mostGuests: mostGuests.nullish() }), input);
  const offer = input.choices ? await checkOffer(context, assignment, input.choices) : null;
  const isOther = offer !== null && JSON.stringify(offer) !== JSON.stringify(offerOf(lecture));
  return context.database.$transaction(async (transaction) => {
    const before = await lock(transaction, lecture.id);
    if (isOther) {
      requireNotOpen(before, 'change what phones may choose');
      await removePrepared(context, transaction, lecture.id);
    }
    const data = {
      title: fields.title ?? before.title,
      mostGuests: fields.mostGuests ?? before.mostGuests,
      ...(isOther && { offer: asJson(offer) }),
    };
    const after = await transaction.lecture.update({ where: { id: lecture.id }, data });
    if (after.title !== before.title)
      await transaction.user.update({ where: { id: before.accountId }, data: { name: after.title } });
    await record(context, transaction, assignment, 'lecture.update', after, {
      ...differences(before, { title: after.title, mostGuests: after.mostGuests }),
      ...(isOther && { choices: [before.offer, offer] }),
    });
    return after;
  });
}

/**
 * Has workers compute the features of all choices, one run each, and train from scratch what is to be compared. What is
 * there, or under way, is not done again. Throws NOT_FOUND, NOT_ENROLLED, FORBIDDEN or GUESTS_NOT_ALLOWED.
 */
export async function prepareLecture(context: LectureContext, id: string): Promise<Lecture> {
  const lecture = await getLecture(context, id, 'prepare a lecture');
  await requireGuestsAllowed(context, lecture.assignment.courseId);
  return context.database.$transaction(async (transaction) => {
    const now = await lock(transaction, id);
    const assignment = await transaction.assignment.findUniqueOrThrow({ where: { id: lecture.assignmentId } });
    const offer = offerOf(now);
    const there = await transaction.lectureRun.findMany({
      where: {
        lectureId: id,
        part: { in: ['PREPARED', 'SCRATCH'] },
        run: { status: { notIn: [...resultlessStatuses] }, revision: assignment.revision },
      },
    });
    const known = new Set(there.map(({ part, choice }) => `${part} ${JSON.stringify(sorted(choice as object))}`));
    const isNew = (part: string, choice: object) => !known.has(`${part} ${JSON.stringify(sorted(choice))}`);
    // Runs that failed before make room for those that try again.
    const stale = { inLecture: { lectureId: id, part: { in: ['PREPARED', 'SCRATCH'] as ('PREPARED' | 'SCRATCH')[] } } };
    await transaction.run.deleteMany({
      where: {
        ...stale,
        OR: [
          { status: { in: [...resultlessStatuses] } },
          { revision: { not: assignment.revision }, finishedAt: { not: null } },
        ],
      },
    });
    const target = { ...now, assignment };
    for (const choice of preparedChoices(offer))
      if (isNew('PREPARED', choice))
        await enqueueLectureRun(context.queue, transaction, target, {
          part: 'PREPARED',
          choice,
          recipe: recipeToPrepare(offer, choice, assignment),
          priority: 0,
        });
    for (const network of offer.fromScratch) {
      const choice = { network, freeze: 'ALL', head: offer.heads[0]!, augmentation: 'NONE' } as const;
      if (isNew('SCRATCH', choice))
        await enqueueLectureRun(context.queue, transaction, target, {
          part: 'SCRATCH',
          choice,
          recipe: scratchRecipe(offer, network, assignment),
          // They take longest, and phones can begin without them.
          priority: -1,
        });
    }
    await record(context, transaction, assignment, 'lecture.prepare', now);
    return now;
  });
}

/**
 * Lets phones join for so many minutes from now; of an open lecture it moves the end. Throws NOT_FOUND, NOT_ENROLLED,
 * FORBIDDEN, BAD_USER_INPUT, GUESTS_NOT_ALLOWED or LECTURE_NOT_READY.
 */
export async function openLecture(context: LectureContext, id: string, minutes: number): Promise<Lecture> {
  const lecture = await getLecture(context, id, 'open a lecture');
  await requireGuestsAllowed(context, lecture.assignment.courseId);
  checkInput(z.object({ minutes: minutesOpen }), { minutes });
  return context.database.$transaction(async (transaction) => {
    const before = await lock(transaction, id);
    const [preparation = unprepared] = await readPreparations(transaction, [id]);
    if (preparedState(preparation) !== 'READY')
      throw new ApiError('LECTURE_NOT_READY', 'Expected a lecture with a choice that is prepared: prepare it first.');
    const now = databaseNow();
    const isOpen = before.opensAt !== null && before.endsAt !== null && before.endsAt > now;
    const data = {
      opensAt: isOpen ? before.opensAt : now,
      endsAt: new Date(now.getTime() + minutes * 60_000),
    };
    const after = await transaction.lecture.update({ where: { id }, data });
    await record(context, transaction, lecture.assignment, 'lecture.open', after, differences(before, data));
    return after;
  });
}

/** Ends a lecture now: guests and their names are deleted. Throws NOT_FOUND, NOT_ENROLLED or FORBIDDEN. */
export async function endLecture(context: LectureContext, id: string): Promise<Lecture> {
  const lecture = await getLecture(context, id, 'end a lecture');
  return context.database.$transaction(async (transaction) => {
    const before = await lock(transaction, id);
    const now = databaseNow();
    if (before.opensAt === null || (before.endsAt !== null && before.endsAt <= now)) return before;
    const after = await transaction.lecture.update({ where: { id }, data: { endsAt: now } });
    await forgetGuests(context, transaction, id);
    await record(context, transaction, lecture.assignment, 'lecture.end', after);
    return after;
  });
}

/** Deletes a lecture with its runs. Throws NOT_FOUND, NOT_ENROLLED or FORBIDDEN. */
export async function deleteLecture(context: LectureContext, id: string): Promise<string> {
  const lecture = await getLecture(context, id, 'delete a lecture');
  await context.database.$transaction(async (transaction) => {
    const { accountId } = await lock(transaction, id);
    await cancelLectureRuns(context.queue, transaction, { lectureId: id });
    await record(context, transaction, lecture.assignment, 'lecture.delete', lecture);
    await transaction.lecture.delete({ where: { id } });
    // Its runs go with it.
    await transaction.user.delete({ where: { id: accountId } });
  });
  return id;
}

/** Sends a guest away: their session, their name and their runs. Throws NOT_FOUND, NOT_ENROLLED or FORBIDDEN. */
export async function removeGuest(context: LectureContext, guestId: string): Promise<Lecture> {
  requireViewer(context);
  const guest = await context.database.lectureGuest.findUnique({ where: { id: guestId } });
  if (!guest) throw new ApiError('NOT_FOUND', `Expected the id of a guest, received "${guestId}".`);
  const lecture = await getLecture(context, guest.lectureId, 'send guests away');
  await context.database.$transaction(async (transaction) => {
    await cancelLectureRuns(context.queue, transaction, { lectureId: lecture.id, guestId });
    await transaction.run.deleteMany({ where: { inLecture: { guestId } } });
    await transaction.lectureGuest.deleteMany({ where: { id: guestId } });
    const { courseId } = lecture.assignment;
    const subject = `${lecture.title}, ${guest.number}`;
    await recordChange(context, transaction, {
      courseId,
      action: 'lecture.removeGuest',
      subjectId: lecture.id,
      subject,
    });
  });
  return lecture;
}

/** Ends what guests do, and forgets who they were. Their curves stay, with a number in place of a name. */
export async function forgetGuests(
  { queue }: Pick<LectureContext, 'queue'>,
  transaction: Transaction,
  lectureId: string,
): Promise<void> {
  await cancelLectureRuns(queue, transaction, { lectureId, part: 'GUEST' });
  await transaction.lectureGuest.deleteMany({ where: { lectureId } });
}

/** Throws GUESTS_NOT_ALLOWED where the course has not switched guests on. */
async function requireGuestsAllowed(context: Context, courseId: string): Promise<void> {
  const { guestsInLectures } = await getCourse(context, courseId);
  if (!guestsInLectures)
    throw new ApiError(
      'GUESTS_NOT_ALLOWED',
      'Expected a course that allows guests in its lectures: switch that on in its settings first.',
    );
}

/** The offer, with a valid recipe behind every choice. Throws BAD_USER_INPUT, RECIPE_INVALID or UNKNOWN_BACKBONE. */
async function checkOffer(
  context: Context,
  assignment: Assignment,
  choices: LectureChoicesInput,
): Promise<LectureOffer> {
  const withoutNulls = JSON.parse(JSON.stringify(choices, (_, value) => value ?? undefined));
  const { choices: offer } = checkInput(z.object({ choices: lectureOfferSchema }), { choices: withoutNulls });
  const version = await datasetLoaders(context).datasetVersion.load(assignment.datasetVersionId);
  const terms = {
    courseId: assignment.courseId,
    classNames: version?.classNames ?? [],
    // What students may submit is another question.
    allowed: { precisions: ['float32' as const] },
  };
  for (const [index, { backbone }] of offer.networks.entries()) {
    const network = offeredNetwork(offer, backbone, starterOf(assignment));
    // Published weights must be of this course; a wrong recipe is told before anything is prepared.
    const recipe = await acceptRecipe(context, terms, {
      ...network,
      ...(network.weights !== undefined && isPublishedId(network.weights) && { freeze: 'all' }),
    });
    if (recipe.weights === 'random')
      throw wrongField(
        `choices.networks.${index}.backbone`,
        `expected pretrained weights for ${backbone}, received random ones: they have no features to ` +
          'prepare. Train it from scratch beforehand instead',
        { code: 'notPretrained', values: { backbone } },
      );
  }
  for (const network of offer.fromScratch)
    await acceptRecipe(context, terms, scratchRecipe(offer, network, assignment));
  for (const choice of preparedChoices(offer))
    await acceptRecipe(context, terms, recipeForGuest(offer, choice, assignment));
  return offer;
}

function requireNotOpen({ opensAt, endsAt }: Lecture, what: string): void {
  if (opensAt && endsAt && endsAt > databaseNow())
    throw new ApiError('LECTURE_OPEN', `Expected a lecture that is not open to ${what}: end it first.`);
}

async function removePrepared(context: LectureContext, transaction: Transaction, lectureId: string): Promise<void> {
  await cancelLectureRuns(context.queue, transaction, { lectureId });
  await transaction.run.deleteMany({ where: { inLecture: { lectureId } } });
}

/** One change of a lecture at a time. */
async function lock(transaction: Transaction, id: string): Promise<Lecture> {
  await transaction.$executeRaw`SELECT 1 FROM lecture WHERE id = ${id} FOR UPDATE`;
  const lecture = await transaction.lecture.findUnique({ where: { id } });
  if (!lecture) throw new ApiError('NOT_FOUND', `Expected the id of a lecture, received "${id}".`);
  return lecture;
}

async function record(
  context: Context,
  transaction: Transaction,
  { courseId }: Assignment,
  action: string,
  { id: subjectId, title: subject }: Lecture,
  changes: Record<string, [unknown, unknown]> = {},
): Promise<void> {
  await recordChange(context, transaction, { courseId, action, subjectId, subject, changes });
}

/** PostgreSQL keeps the keys of JSON in an order of its own. */
function sorted(value: object): object {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** An assignment's lectures, newest first, for its staff; null for others. Throws BAD_USER_INPUT. */
export async function listLectures(context: Context, assignmentId: string, first: number): Promise<Lecture[]> {
  if (!(first >= 1 && first <= mostOfAssignment))
    throw new ApiError('BAD_USER_INPUT', `Expected first from 1 to ${mostOfAssignment}, received ${first}.`);
  return context.database.lecture.findMany({
    where: { assignmentId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: first,
  });
}
