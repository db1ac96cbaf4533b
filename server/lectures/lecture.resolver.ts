import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { openStatuses } from '#contracts/runStatus';
import type { Assignment as AssignmentRow, Lecture as LectureRow, Run as RunRow } from '#prisma/client';
import { getAssignment } from '../assignments/assignment.service.ts';
import { Assignment } from '../assignments/assignment.type.ts';
import { isStaff, roleIn } from '../courses/access.ts';
import type { Context } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import { queueLoaders } from '../queue/queue.loaders.ts';
import { Run } from '../runs/run.type.ts';
import type { LectureContext } from './lecture.context.ts';
import { lectureLoaders, unprepared } from './lecture.loaders.ts';
import {
  createLecture,
  deleteLecture,
  endLecture,
  getLecture,
  listLectures,
  openLecture,
  prepareLecture,
  removeGuest,
  stateOf,
  updateLecture,
} from './lecture.service.ts';
import {
  CreateLectureInput,
  Lecture,
  LectureChoices,
  LectureMap,
  LecturePreparation,
  LectureRun,
  LectureState,
  UpdateLectureInput,
} from './lecture.type.ts';
import { isMapComing, readLectureMap } from './lectureMap.ts';
import { offerOf, readFailedPreparation, readLectureRuns } from './lectureRuns.ts';
import { roomAddresses } from './roomAddresses.ts';

/** Runs of a lecture that one question answers, at most. */
const mostRuns = 500;

@Resolver(() => Lecture)
export class LectureResolver {
  @Query(() => Lecture, { description: 'A lecture of a course that one gives.' })
  lecture(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<LectureRow> {
    return getLecture(context, id);
  }

  @Mutation(() => Lecture, { description: 'Staff only: a lecture of an assignment. The course must allow guests.' })
  createLecture(
    @Arg('input', () => CreateLectureInput) input: CreateLectureInput,
    @Ctx() context: LectureContext,
  ): Promise<LectureRow> {
    return createLecture(context, input);
  }

  @Mutation(() => Lecture, { description: 'Staff only.' })
  updateLecture(
    @Arg('input', () => UpdateLectureInput) input: UpdateLectureInput,
    @Ctx() context: LectureContext,
  ): Promise<LectureRow> {
    return updateLecture(context, input);
  }

  @Mutation(() => Lecture, {
    description:
      'Staff only: workers compute the features of everything that phones may choose, and train from scratch what is ' +
      'to be compared. What is there already is not done again.',
  })
  prepareLecture(@Arg('id', () => ID) id: string, @Ctx() context: LectureContext): Promise<LectureRow> {
    return prepareLecture(context, id);
  }

  @Mutation(() => Lecture, {
    description: 'Staff only: phones may join for so many minutes from now. Of an open lecture it moves the end.',
  })
  openLecture(
    @Arg('id', () => ID) id: string,
    @Arg('minutes', () => Int, { description: '5 to 600.' }) minutes: number,
    @Ctx() context: LectureContext,
  ): Promise<LectureRow> {
    return openLecture(context, id, minutes);
  }

  @Mutation(() => Lecture, { description: 'Staff only: it ends now. Guests and what they are called are deleted.' })
  endLecture(@Arg('id', () => ID) id: string, @Ctx() context: LectureContext): Promise<LectureRow> {
    return endLecture(context, id);
  }

  @Mutation(() => ID, { description: 'Staff only: deletes it with its runs. Answers its id.' })
  deleteLecture(@Arg('id', () => ID) id: string, @Ctx() context: LectureContext): Promise<string> {
    return deleteLecture(context, id);
  }

  @Mutation(() => Lecture, { description: 'Staff only: sends a guest away, with their name and their runs.' })
  removeGuest(
    @Arg('guestId', () => ID, { description: 'As LectureRun.guestId has it.' }) guestId: string,
    @Ctx() context: LectureContext,
  ): Promise<LectureRow> {
    return removeGuest(context, guestId);
  }

  @FieldResolver(() => Assignment, { description: 'The assignment whose dataset it uses.' })
  assignment(@Root() { assignmentId }: LectureRow, @Ctx() context: Context): Promise<AssignmentRow> {
    return getAssignment(context, assignmentId);
  }

  @FieldResolver(() => LectureState, { description: 'Where it stands.' })
  async state(@Root() lecture: LectureRow, @Ctx() context: Context): Promise<keyof typeof LectureState> {
    return stateOf(lecture, (await lectureLoaders(context).preparation.load(lecture.id)) ?? unprepared);
  }

  @FieldResolver(() => LectureChoices, { description: 'What phones may choose.' })
  choices(@Root() lecture: LectureRow): LectureChoices {
    const { networks, ...offer } = offerOf(lecture);
    return {
      ...offer,
      networks: networks.map(({ backbone, weights = null, inputSize = null }) => ({ backbone, weights, inputSize })),
    };
  }

  @FieldResolver(() => LecturePreparation, { description: 'How far its preparation is.' })
  async preparation(@Root() { id }: LectureRow, @Ctx() context: Context): Promise<LecturePreparation> {
    return (await lectureLoaders(context).preparation.load(id)) ?? unprepared;
  }

  @FieldResolver(() => Int, { description: 'How many people take part; after the end, how many had submitted a run.' })
  async guestCount(@Root() lecture: LectureRow, @Ctx() context: Context): Promise<number> {
    const loaders = lectureLoaders(context);
    const hasEnded = (await this.state(lecture, context)) === 'ENDED';
    return (hasEnded ? loaders.submitterCount : loaders.guestCount).load(lecture.id);
  }

  @FieldResolver(() => [String], {
    description:
      'Where phones in the room may reach the site, if it listens there: its own address, or those of its machine.',
  })
  addresses(@Ctx() { siteUrl }: LectureContext): string[] {
    return roomAddresses(siteUrl);
  }

  @FieldResolver(() => [LectureRun], { description: 'The newest ones, in the order of their submission.' })
  runs(
    @Root() { id }: LectureRow,
    @Arg('first', () => Int, { defaultValue: 200, description: `How many at most: 1 to ${mostRuns}.` }) first: number,
    @Ctx() context: Context,
  ): Promise<LectureRun[]> {
    if (!(first >= 1 && first <= mostRuns))
      throw new ApiError('BAD_USER_INPUT', `Expected first from 1 to ${mostRuns}, received ${first}.`);
    return readLectureRuns(context.database, id, { first });
  }

  @FieldResolver(() => [LectureRun], {
    description: 'The runs of its preparation that failed or were cancelled, in the order of their submission.',
  })
  failedPreparation(@Root() { id }: LectureRow, @Ctx() context: Context): Promise<LectureRun[]> {
    return readFailedPreparation(context.database, id);
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether the map of a network is not drawn yet and can still be: its preparation has not all failed.',
  })
  isMapComing(
    @Root() lecture: LectureRow,
    @Arg('network', () => String, {
      nullable: true,
      description: 'One of those that are offered; the first when left out.',
    })
    network: string | undefined,
    @Ctx() context: Context,
  ): Promise<boolean> {
    return isMapComing(context, lecture, network ?? offerOf(lecture).networks[0]!.backbone);
  }

  @FieldResolver(() => LectureMap, {
    nullable: true,
    description: "A map of the validation images by a network's features; null until a worker has drawn it.",
  })
  map(
    @Root() lecture: LectureRow,
    @Arg('network', () => String, {
      nullable: true,
      description: 'One of those that are offered; the first when left out.',
    })
    network: string | undefined,
    @Ctx() context: LectureContext,
  ): Promise<LectureMap | null> {
    return readLectureMap(context, lecture, network ?? offerOf(lecture).networks[0]!.backbone);
  }
}

@Resolver(() => LecturePreparation)
export class LecturePreparationResolver {
  @FieldResolver(() => Int, {
    nullable: true,
    description: 'Other runs that workers take before it goes on; null while they have one of its own, or none waits.',
  })
  async runsBefore(@Root() { lectureId }: LecturePreparation, @Ctx() context: Context): Promise<number | null> {
    if (lectureId === undefined) return null;
    const open = await context.database.run.findMany({
      where: { inLecture: { lectureId, part: { not: 'GUEST' } }, status: { in: [...openStatuses] } },
      select: { id: true, status: true },
    });
    if (open.length === 0 || open.some(({ status }) => status !== 'QUEUED')) return null;
    const places = await Promise.all(open.map(({ id }) => queueLoaders(context).place.load(id)));
    const first = Math.min(...places.map((place) => place?.position ?? Number.POSITIVE_INFINITY));
    return Number.isFinite(first) ? first - 1 : null;
  }
}

@Resolver(() => Assignment)
export class AssignmentLecturesResolver {
  @FieldResolver(() => [Lecture], { nullable: true, description: 'For staff; null for students. Newest first.' })
  async lectures(
    @Root() { id, courseId }: AssignmentRow,
    @Arg('first', () => Int, { defaultValue: 20, description: 'How many at most: 1 to 50.' }) first: number,
    @Ctx() context: Context,
  ): Promise<LectureRow[] | null> {
    return isStaff(await roleIn(context, courseId)) ? listLectures(context, id, first) : null;
  }
}

@Resolver(() => Run)
export class RunLectureResolver {
  @FieldResolver(() => Boolean, { description: 'Whether it belongs to a lecture: then no student submitted it.' })
  async isInLecture(@Root() { id }: RunRow, @Ctx() context: Context): Promise<boolean> {
    return (await lectureLoaders(context).membership.load(id)) !== null;
  }
}
