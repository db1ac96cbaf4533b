import { GraphQLDateTime } from 'graphql-scalars';
import { Arg, Args, Ctx, FieldResolver, Float, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { type Assignment as AssignmentRow, Prisma, type Run as RunRow } from '#prisma/client';
import { userLoaders } from '../accounts/user.loaders.ts';
import { User } from '../accounts/user.type.ts';
import { getAssignment } from '../assignments/assignment.service.ts';
import { Assignment } from '../assignments/assignment.type.ts';
import { finalTime } from '../assignments/openness.ts';
import { courseLoaders } from '../courses/course.loaders.ts';
import { epochLoaders } from '../epochs/epoch.loaders.ts';
import { type Page, PageArguments, readPage } from '../graphql/connection.ts';
import type { Context } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import { runLoaders } from '../runs/run.loaders.ts';
import type { RunContext } from '../runs/run.service.ts';
import { Run } from '../runs/run.type.ts';
import { singleNumber } from '../runs/scoreRange.ts';
import { ScoreRange } from '../runs/scoreRange.type.ts';
import { weightsName } from '../weights/weights.service.ts';
import { answersLeft, setBoard } from './board.service.ts';
import { leaderboardLoaders } from './leaderboard.loaders.ts';
import {
  type BoardEntry,
  type BoardView,
  countEntries,
  rangeOfEntry,
  readEntries,
  readOwnEntry,
  referenceRange,
  sections,
  termsOfEntry,
  viewBoard,
} from './leaderboard.service.ts';
import {
  BoardMode,
  BoardSection,
  CurvePoint,
  Leaderboard,
  LeaderboardEntry,
  LeaderboardEntryConnection,
  OwnPlace,
  PlaceThen,
  ReferenceLine,
  SetBoardInput,
} from './leaderboard.type.ts';
import { submitSeeds } from './seeds.ts';
import { readStatistics } from './statistics.ts';
import { ClassStatistics } from './statistics.type.ts';

@Resolver(() => Leaderboard)
export class LeaderboardResolver {
  @Query(() => Leaderboard, { description: 'For everybody in the course, as far as its mode lets them see it.' })
  async leaderboard(
    @Arg('assignmentId', () => ID) assignmentId: string,
    @Arg('names', () => Boolean, {
      defaultValue: true,
      description: 'False: pseudonyms in place of names, to staff as well.',
    })
    names: boolean,
    @Arg('asStudent', () => Boolean, { defaultValue: false, description: 'To staff: what students see.' })
    asStudent: boolean,
    @Ctx() context: Context,
  ): Promise<BoardView> {
    return viewBoard(context, await getAssignment(context, assignmentId), { names, asStudent });
  }

  @Mutation(() => Leaderboard, { description: 'Staff only: how students see the board, and what they are told.' })
  async setBoard(@Arg('input', () => SetBoardInput) input: SetBoardInput, @Ctx() context: Context): Promise<BoardView> {
    const assignment = await setBoard(context, input);
    return viewBoard(context, assignment, { names: true, asStudent: false });
  }

  @Mutation(() => [Run], {
    description:
      "Where the mean of several seeds counts: submits a run's recipe with the seeds that are missing, each as a run " +
      'of its own. Answers the runs whose mean will count.',
  })
  submitSeeds(@Arg('runId', () => ID) runId: string, @Ctx() context: RunContext): Promise<RunRow[]> {
    return submitSeeds(context, runId);
  }

  @FieldResolver(() => Assignment, { description: 'Whose board it is.' })
  assignment(@Root() { assignment }: BoardView): AssignmentRow {
    return assignment;
  }

  @FieldResolver(() => GraphQLDateTime, { nullable: true })
  finalAt(@Root() { assignment }: BoardView): Date | null {
    return finalTime(assignment);
  }

  @FieldResolver(() => BoardMode)
  mode(@Root() { assignment }: BoardView): string {
    return assignment.boardMode;
  }

  @FieldResolver(() => GraphQLDateTime, { nullable: true })
  freezeAt(@Root() { assignment }: BoardView): Date | null {
    return assignment.freezeAt;
  }

  @FieldResolver(() => Int)
  version(@Root() { changes, ranked }: BoardView): number {
    return changes + ranked;
  }

  @FieldResolver(() => Boolean)
  async isPaired(@Root() { assignment }: BoardView, @Ctx() context: Context): Promise<boolean> {
    const where = { assignmentId: assignment.id, revision: assignment.revision, isPaired: false };
    return (await context.database.standing.count({ where })) === 0;
  }

  @FieldResolver(() => Int)
  seedsCounted(@Root() { assignment }: BoardView): number {
    return assignment.seedsCounted;
  }

  @FieldResolver(() => Int)
  publicAnswers(@Root() { assignment }: BoardView): number {
    return assignment.publicAnswers;
  }

  @FieldResolver(() => [LeaderboardEntry], {
    description: 'The first of them: 1 to 200.',
    deprecationReason: 'Use entriesPage, which goes on after them.',
  })
  async entries(
    @Root() view: BoardView,
    @Arg('first', () => Int, { defaultValue: 100, description: 'How many at most: 1 to 200.' }) first: number,
    @Ctx() context: Context,
  ): Promise<BoardEntry[]> {
    if (first < 1 || first > 200)
      throw new ApiError('BAD_USER_INPUT', `Expected first from 1 to 200, received ${first}.`);
    return view.showsOthers
      ? readEntries(context.database, view, { where: Prisma.sql`TRUE`, take: first })
      : ownOnly(await readOwnEntry(context.database, view));
  }

  @FieldResolver(() => LeaderboardEntryConnection, {
    description: "In the order of the board. Where it shows nothing of others, one's own entry alone.",
  })
  async entriesPage(
    @Root() view: BoardView,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() { database }: Context,
  ): Promise<Page<BoardEntry>> {
    if (!view.showsOthers) {
      const own = ownOnly(await readOwnEntry(database, view));
      return readPage(
        page,
        byRank,
        async () => own,
        async () => own.length,
      );
    }
    return readPage(
      page,
      byRank,
      ({ sql, take }) => readEntries(database, view, { where: sql.where, take }),
      () => countEntries(database, view),
    );
  }

  @FieldResolver(() => OwnPlace, {
    nullable: true,
    description: 'Null when one has no run that counts, when one is no student, and when the board is off.',
  })
  async own(@Root() view: BoardView, @Ctx() context: Context): Promise<OwnOf | null> {
    const entry = await readOwnEntry(context.database, view);
    if (!entry) return null;
    const participants = await countEntries(context.database, view, entry.section);
    return {
      place: entry.place,
      sharedBy: entry.sharedBy,
      participants,
      quartile: Math.min(4, 1 + Math.floor((4 * (entry.place - 1)) / participants)),
      entry,
      answersLeft: await answersLeft(context, view.assignment, entry),
    };
  }

  @FieldResolver(() => ClassStatistics, {
    nullable: true,
    description: 'For staff, and for students where the board shows them others and is not frozen; else null.',
  })
  async statistics(@Root() view: BoardView, @Ctx() context: Context): Promise<ClassStatistics | null> {
    // While the board is frozen, the distribution would show what moves.
    if (!view.showsOthers || view.isFrozen) return null;
    const course = await courseLoaders(context).course.load(view.assignment.courseId);
    return readStatistics(context.database, view.assignment, course?.timeZone ?? 'UTC');
  }

  @FieldResolver(() => ReferenceLine, { nullable: true, description: 'Null when the staff has chosen no run.' })
  async reference(@Root() { assignment }: BoardView, @Ctx() context: Context): Promise<ReferenceOf | null> {
    const run = assignment.referenceRunId && (await runLoaders(context).run.load(assignment.referenceRunId));
    return run ? { run, assignment } : null;
  }
}

interface OwnOf extends Omit<OwnPlace, 'entry'> {
  entry: BoardEntry;
}

const byRank = [{ key: 'rank', kind: 'int', direction: 'asc', sql: Prisma.sql`rank` }] as const;

function ownOnly(entry: BoardEntry | null): BoardEntry[] {
  return entry ? [entry] : [];
}

@Resolver(() => LeaderboardEntry)
export class LeaderboardEntryResolver {
  @FieldResolver(() => BoardSection)
  section(@Root() entry: BoardEntry): string {
    return sections[entry.section]!;
  }

  @FieldResolver(() => String)
  name(@Root() entry: BoardEntry): string {
    return showsName(entry) ? entry.name : (entry.pseudonym ?? '');
  }

  @FieldResolver(() => String, { nullable: true })
  pseudonym(@Root() entry: BoardEntry): string | null {
    return entry.view.isStaff || entry.isOwn ? entry.pseudonym : null;
  }

  @FieldResolver(() => ID)
  runId(@Root() entry: BoardEntry): string {
    return showsName(entry) ? entry.runId : `entry-${entry.rank}`;
  }

  @FieldResolver(() => User, {
    description:
      'Who submitted the run. Of a team, and on a board without names, a stand-in with the name that the board shows.',
  })
  async student(
    @Root() entry: BoardEntry,
    @Ctx() context: Context,
  ): Promise<Pick<User, 'id' | 'name' | 'siteRole'> | null> {
    const named = showsName(entry);
    if (named && entry.teamId === null) return userLoaders(context).user.load(entry.studentId);
    return { id: named ? entry.teamId! : `entry-${entry.rank}`, name: this.name(entry), siteRole: 'MEMBER' };
  }

  @FieldResolver(() => String, { description: 'By name.' })
  weights(@Root() entry: BoardEntry, @Ctx() context: Context): Promise<string> {
    return weightsName(context, entry.weights);
  }

  @FieldResolver(() => ScoreRange)
  scoreRange(@Root() entry: BoardEntry): ScoreRange {
    return rangeOfEntry(entry);
  }

  @FieldResolver(() => Float)
  score(@Root() entry: BoardEntry): number {
    const { view, answerLow: low, answerHigh: high, publicScore, privateScore } = entry;
    if (view.isFinal) return privateScore;
    return view.isStaff || low === null || high === null
      ? publicScore
      : singleNumber({ low, high }, termsOfEntry(entry));
  }

  @FieldResolver(() => Run, {
    nullable: true,
    description: "Null when it is another student's, and on a board without names.",
  })
  async run(@Root() entry: BoardEntry, @Ctx() context: Context): Promise<RunRow | null> {
    const isSeen = entry.isOwn || (entry.view.isStaff && entry.view.hasNames);
    return isSeen ? runLoaders(context).run.load(entry.runId) : null;
  }

  @FieldResolver(() => [CurvePoint], {
    description: 'Its validation accuracy, downsampled to at most maxPoints epochs (2 to 500).',
  })
  async curve(
    @Root() entry: BoardEntry,
    @Arg('maxPoints', () => Int, { defaultValue: 100 }) maxPoints: number,
    @Ctx() context: Context,
  ): Promise<CurvePoint[]> {
    return curveOf(context, entry.runId, maxPoints);
  }

  @FieldResolver(() => [PlaceThen], {
    description: 'The newest places that it had while the board was open: 1 to 500.',
  })
  async places(
    @Root() { view, participantId }: BoardEntry,
    @Arg('first', () => Int, { defaultValue: 100 }) first: number,
    @Ctx() context: Context,
  ): Promise<PlaceThen[]> {
    if (first < 1 || first > 500)
      throw new ApiError('BAD_USER_INPUT', `Expected first from 1 to 500, received ${first}.`);
    const places = await leaderboardLoaders(context).places.load(`${view.assignment.id} ${participantId}`);
    return places
      .filter(({ hour }) => !view.isFrozen || hour <= view.assignment.freezeAt!)
      .slice(-first)
      .map(({ hour, place, participants }) => ({ at: hour, place, participants }));
  }
}

/** One's own entry has one's name on every board. */
function showsName({ view, isOwn }: BoardEntry): boolean {
  return view.hasNames || (isOwn && !view.isStaff);
}

async function curveOf(context: Context, runId: string, maxPoints: number): Promise<CurvePoint[]> {
  if (maxPoints < 2 || maxPoints > 500)
    throw new ApiError('BAD_USER_INPUT', `Expected maxPoints from 2 to 500, received ${maxPoints}.`);
  const epochs = await epochLoaders(context).history(maxPoints).load(runId);
  return epochs.map(({ epoch, valAcc }) => ({ epoch, value: valAcc }));
}

@Resolver(() => Assignment)
export class AssignmentSeedsResolver {
  @FieldResolver(() => Int, { description: 'The mean of so many seeds of one recipe counts; 1: each run by itself.' })
  seedsCounted(@Root() { seedsCounted }: AssignmentRow): number {
    return seedsCounted;
  }
}

interface ReferenceOf {
  run: RunRow;
  assignment: AssignmentRow;
}

@Resolver(() => ReferenceLine)
export class ReferenceLineResolver {
  @FieldResolver(() => String)
  backbone(@Root() { run }: ReferenceOf): string {
    return (run.recipe as { backbone: string }).backbone;
  }

  @FieldResolver(() => String, { description: 'By name.' })
  weights(@Root() { run }: ReferenceOf, @Ctx() context: Context): Promise<string> {
    return weightsName(context, (run.recipe as { weights: string }).weights);
  }

  @FieldResolver(() => ScoreRange, { nullable: true })
  scoreRange(@Root() { run, assignment }: ReferenceOf, @Ctx() context: Context): Promise<ScoreRange | null> {
    return referenceRange(context, run, assignment);
  }

  @FieldResolver(() => [CurvePoint], { description: 'Its validation accuracy, at most maxPoints epochs (2 to 500).' })
  curve(
    @Root() { run }: ReferenceOf,
    @Arg('maxPoints', () => Int, { defaultValue: 100 }) maxPoints: number,
    @Ctx() context: Context,
  ): Promise<CurvePoint[]> {
    return curveOf(context, run.id, maxPoints);
  }
}
