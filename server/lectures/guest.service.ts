import { z } from 'zod';
import { normalizeCode } from '#contracts/codes';
import { isOffered, lectureChoiceSchema } from '#contracts/lecture';
import { longestNickname } from '#contracts/lectureChoices';
import { personName } from '#contracts/personNameSchema';
import { openStatuses } from '#contracts/runStatus';
import type { Lecture } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { lecturePriority } from '#prisma/queue';
import type { Context } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import { checkInput } from '../graphql/input.ts';
import { newGuestToken, openToGuests, requireGuest, takesGuests } from './guestSession.ts';
import type { LectureContext } from './lecture.context.ts';
import { lectureLoaders, unprepared } from './lecture.loaders.ts';
import { stateOf } from './lecture.service.ts';
import type {
  GuestLecture,
  JoinLecturePayload,
  LectureClass,
  LectureInvitation,
  LectureRun,
  SubmitLectureRunInput,
} from './lecture.type.ts';
import { enqueueLectureRun, offerOf, readLectureRuns, recipeForGuest } from './lectureRuns.ts';

/** Runs that a guest may submit in all. */
const runsOfGuest = 30;
/** Classes of which a guest sees an example. */
const mostClasses = 12;

const nickname = personName.refine((name) => [...name].length <= longestNickname, {
  params: { code: 'lineLength', values: { most: longestNickname } },
  error: ({ input }) => `expected 1 to ${longestNickname} characters, received ${[...String(input)].length}`,
});

/** What everybody with the code may know. Throws NOT_FOUND. */
export async function readInvitation(context: Context, typed: string): Promise<LectureInvitation> {
  const lecture = await lectureOfCode(context, typed);
  const guests = await lectureLoaders(context).guestCount.load(lecture.id);
  const preparation = (await lectureLoaders(context).preparation.load(lecture.id)) ?? unprepared;
  return {
    title: lecture.title,
    state: stateOf(lecture, preparation),
    takesGuests: (await context.database.lecture.count({ where: { id: lecture.id, ...takesGuests } })) > 0,
    isFull: guests >= lecture.mostGuests,
  };
}

/**
 * Takes somebody into a lecture by a nickname, with no account. Throws NOT_FOUND, BUSY, BAD_USER_INPUT, LECTURE_CLOSED
 * or LECTURE_FULL.
 */
export async function joinLecture(
  context: LectureContext,
  { code, nickname: typed }: { code: string; nickname: string },
): Promise<JoinLecturePayload> {
  await context.lectures.limitJoining(context.address);
  const { id } = await lectureOfCode(context, code);
  const { nickname: name } = checkInput(z.object({ nickname }), { nickname: typed });
  const { token, tokenHash } = newGuestToken();
  return context.database.$transaction(async (transaction) => {
    // One at a time, so that the last place is taken once.
    await transaction.$executeRaw`SELECT 1 FROM lecture WHERE id = ${id} FOR UPDATE`;
    const lecture = await transaction.lecture.findFirst({ where: { id, ...openToGuests() } });
    if (!lecture) throw closed();
    const guests = await transaction.lectureGuest.count({ where: { lectureId: id } });
    if (guests >= lecture.mostGuests)
      throw new ApiError(
        'LECTURE_FULL',
        `Expected at most ${lecture.mostGuests} people in this lecture, received one more.`,
      );
    const { guestsSoFar: number } = await transaction.lecture.update({
      where: { id },
      data: { guestsSoFar: { increment: 1 } },
    });
    await transaction.lectureGuest.create({ data: { lectureId: id, number, nickname: name, tokenHash } });
    return { token, number };
  });
}

/** The lecture that the guest is in; null for everybody else. */
export async function readGuestLecture(context: Context): Promise<GuestLecture | null> {
  if (!context.guest) return null;
  const { id, lectureId, nickname, number } = context.guest;
  const lecture = await context.database.lecture.findUnique({ where: { id: lectureId } });
  if (!lecture?.endsAt) return null;
  const runs = await context.database.lectureRun.count({ where: { guestId: id } });
  const { networks, ...offer } = offerOf(lecture);
  return {
    title: lecture.title,
    nickname,
    number,
    endsAt: lecture.endsAt,
    choices: {
      ...offer,
      networks: networks.map(({ backbone, weights = null, inputSize = null }) => ({ backbone, weights, inputSize })),
    },
    runsLeft: Math.max(0, runsOfGuest - runs),
  };
}

/** The guest's own runs. Throws UNAUTHENTICATED or BAD_USER_INPUT. */
export async function readGuestRuns(context: Context, first: number): Promise<LectureRun[]> {
  const { id, lectureId } = requireGuest(context);
  if (!(first >= 1 && first <= runsOfGuest))
    throw new ApiError('BAD_USER_INPUT', `Expected first from 1 to ${runsOfGuest}, received ${first}.`);
  const runs = await readLectureRuns(context.database, lectureId, { first, guestId: id });
  return runs.map((run) => ({ ...run, guestId: null }));
}

/** The training set's classes, each with an example. Throws UNAUTHENTICATED or BAD_USER_INPUT. */
export async function readGuestClasses(context: LectureContext, first: number): Promise<LectureClass[]> {
  if (!(first >= 1 && first <= mostClasses))
    throw new ApiError('BAD_USER_INPUT', `Expected first from 1 to ${mostClasses}, received ${first}.`);
  const { classNames, train } = await trainingSetOf(context);
  return Promise.all(
    classNames.slice(0, first).map(async (name, label) => {
      const image = train.find((image) => image.label === label);
      return { name, example: image ? await exampleOf(context, image.sha256) : null };
    }),
  );
}

export async function countGuestClasses(context: LectureContext): Promise<number> {
  return (await trainingSetOf(context)).classNames.length;
}

async function trainingSetOf(context: LectureContext): Promise<Awaited<ReturnType<LectureContext['readManifest']>>> {
  const { lectureId } = requireGuest(context);
  const { assignment } = await context.database.lecture.findUniqueOrThrow({
    where: { id: lectureId },
    select: { assignment: { select: { datasetVersion: { select: { manifest: true } } } } },
  });
  return context.readManifest(assignment.datasetVersion.manifest);
}

/** Guests see what is learned also where an image cannot be shown. */
async function exampleOf({ exampleImage }: LectureContext, sha256: string): Promise<string | null> {
  const example = await exampleImage(sha256).catch(() => null);
  return example && `data:${example.mediaType};base64,${Buffer.from(example.body).toString('base64')}`;
}

/**
 * Queues a run of one of the offered choices, one at a time for each guest. Throws UNAUTHENTICATED, BAD_USER_INPUT,
 * RECIPE_NOT_ALLOWED, LECTURE_CLOSED or QUOTA_EXCEEDED.
 */
export async function submitLectureRun(context: LectureContext, input: SubmitLectureRunInput): Promise<LectureRun> {
  const guest = requireGuest(context);
  const choice = checkInput(lectureChoiceSchema, { ...input });
  return context.database.$transaction(
    async (transaction) => {
      // Two submissions of one phone at once would both find that none is open.
      await transaction.$executeRaw`SELECT 1 FROM lecture_guest WHERE id = ${guest.id} FOR UPDATE`;
      const lecture = await transaction.lecture.findFirst({
        where: { id: guest.lectureId, ...openToGuests(), guests: { some: { id: guest.id } } },
        include: { assignment: true },
      });
      if (!lecture) throw closed();
      const offer = offerOf(lecture);
      if (!isOffered(offer, choice))
        throw new ApiError(
          'RECIPE_NOT_ALLOWED',
          `Expected one of the choices of this lecture, received ${Object.values(choice).join(', ')}.`,
        );
      const own = { guestId: guest.id };
      const open = await transaction.lectureRun.count({
        where: { ...own, run: { status: { in: [...openStatuses] } } },
      });
      if (open > 0)
        throw new ApiError('QUOTA_EXCEEDED', 'Expected one run at a time, received another: wait until it has ended.', {
          runsAtOnce: 1,
        });
      const all = await transaction.lectureRun.count({ where: own });
      if (all >= runsOfGuest)
        throw new ApiError('QUOTA_EXCEEDED', `Expected at most ${runsOfGuest} runs in all, received one more.`, {
          totalQuota: runsOfGuest,
        });
      const recipe = recipeForGuest(offer, choice, lecture.assignment);
      // Who has had many runs waits behind who has had few.
      const priority = lecturePriority - all;
      const id = await enqueueLectureRun(context.queue, transaction, lecture, {
        part: 'GUEST',
        choice,
        recipe,
        guest,
        priority,
      });
      return {
        ...choice,
        id,
        part: 'GUEST',
        guestId: null,
        guestNumber: guest.number,
        nickname: guest.nickname,
        status: 'QUEUED',
        failure: null,
        failureCode: null,
        submittedAt: databaseNow(),
        finishedAt: null,
        curve: [],
        best: null,
      };
    },
    { maxWait: 15_000, timeout: 30_000 },
  );
}

async function lectureOfCode(context: Context, typed: string): Promise<Lecture> {
  const code = normalizeCode(typed);
  const lecture = await context.database.lecture.findUnique({ where: { code } });
  if (lecture) return lecture;
  throw new ApiError('NOT_FOUND', `Expected the code of a lecture, received ${JSON.stringify(typed.slice(0, 40))}.`);
}

function closed(): ApiError {
  return new ApiError('LECTURE_CLOSED', 'Expected a lecture that is open: it has not begun, or it is over.');
}
