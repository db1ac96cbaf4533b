import { randomInt } from 'node:crypto';
import { assignmentInputSchema, dateIssues } from '#contracts/assignment';
import { type Issue, sentence } from '#contracts/issues';
import { type LeaderboardMetric, metricIssue } from '#contracts/metrics';
import { defaultScoreStep, publicImages, publicShareIssue, publicShareLimits } from '#contracts/publicShare';
import { type Assignment, type Database, type DatasetVersion, Prisma } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { emitEvent } from '#prisma/webhooks';
import { writeWholeRecipe } from '#prisma/wholeJson';
import { requireViewer } from '../accounts/viewer.ts';
import { recordChange } from '../audit/recordChange.ts';
import { isStaff, requireStaff, roleIn } from '../courses/access.ts';
import type { Context } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import { asJson, checkInput } from '../graphql/input.ts';
import { tellStudents } from '../notices/tellStudents.ts';
import { acceptRecipe } from './acceptRecipe.ts';
import { assignmentLoaders } from './assignment.loaders.ts';
import type { CreateAssignmentInput } from './assignment.type.ts';
import { isVisible } from './openness.ts';

/** Throws UNAUTHENTICATED or NOT_FOUND, which a draft is to everybody but the staff of its course. */
export async function getAssignment(context: Context, id: string): Promise<Assignment> {
  const viewer = requireViewer(context);
  const assignment = await assignmentLoaders(context).assignment.load(id);
  if (!assignment || (viewer.siteRole !== 'ADMIN' && !(await seesAssignment(context, assignment))))
    throw new ApiError('NOT_FOUND', `Expected the id of an assignment, received "${id}".`);
  return assignment;
}

/** Whether an assignment has been published, or the viewer is staff of its course. */
export async function seesAssignment(
  context: Context,
  { publishedAt, courseId }: Pick<Assignment, 'publishedAt' | 'courseId'>,
): Promise<boolean> {
  return isVisible({ publishedAt }) || isStaff(await roleIn(context, courseId));
}

/** An assignment that the viewer is staff of. Throws NOT_FOUND, NOT_ENROLLED or FORBIDDEN. `what` completes "… may". */
export async function getAssignmentAsStaff(context: Context, id: string, what: string): Promise<Assignment> {
  const assignment = await getAssignment(context, id);
  await requireStaff(context, assignment.courseId, what);
  return assignment;
}

/**
 * Throws BAD_USER_INPUT, NAME_TAKEN (the key), NOT_FOUND (dataset version of another course), UNKNOWN_BACKBONE,
 * RECIPE_INVALID or RECIPE_NOT_ALLOWED.
 */
export async function createAssignment(context: Context, input: CreateAssignmentInput): Promise<Assignment> {
  const { courseId, datasetVersionId } = input;
  const { starterRecipe, scoreStep, draft, ...fields } = checkInput(assignmentInputSchema, input);
  const allowed = fields.allowed ?? {};
  const opensAt = fields.opensAt ?? databaseNow();
  const version = await versionOfCourse(context.database, courseId, datasetVersionId);
  requireFitting({ ...fields, opensAt, dueAt: fields.dueAt ?? null, closesAt: fields.closesAt ?? null }, version);
  const recipe = await acceptRecipe(context, { courseId, classNames: version.classNames, allowed }, starterRecipe);
  return context.database
    .$transaction(async (transaction) => {
      const { id } = await transaction.assignment.create({
        data: {
          ...fields,
          courseId,
          datasetVersionId,
          starterRecipe: asJson(recipe),
          allowed: asJson(allowed),
          opensAt,
          finalAt: fields.closesAt ?? null,
          publishedAt: draft ? null : databaseNow(),
          scoreStep: scoreStep ?? defaultScoreStep(publicImages(version.testCount, fields.publicShare)),
          seed: newSeed(),
        },
      });
      await writeWholeRecipe(transaction, { table: 'assignment', id }, recipe);
      await recordChange(context, transaction, {
        courseId,
        action: 'assignment.create',
        subjectId: id,
        subject: fields.title,
      });
      const made = await transaction.assignment.findUniqueOrThrow({ where: { id } });
      if (!draft) await emitEvent(transaction, 'assignment.published', { courseId, assignmentId: id });
      if (!draft) await tellStudents(transaction, made, 'ASSIGNMENT_PUBLISHED');
      return made;
    })
    .catch((error) => refuseTakenKey(error, fields.key));
}

/** What splits a test set into its shares and seeds augmentation. */
export function newSeed(): number {
  return randomInt(2 ** 31);
}

/** Throws NOT_FOUND. */
export async function versionOfCourse(
  database: Pick<Database, 'datasetVersion'>,
  courseId: string,
  id: string,
): Promise<DatasetVersion> {
  const version = await database.datasetVersion.findFirst({ where: { id, dataset: { courseId } } });
  if (!version)
    throw new ApiError('NOT_FOUND', `Expected the id of a dataset version of this course, received "${id}".`);
  return version;
}

interface Fields {
  metric: string;
  publicShare: number;
  opensAt: Date;
  dueAt: Date | null;
  closesAt: Date | null;
}

/** Throws BAD_USER_INPUT where fields do not fit one another, or not the dataset. */
export function requireFitting(fields: Fields, version: DatasetVersion): void {
  const issues: Issue[] = dateIssues(fields);
  const metric = metricIssue(fields.metric as LeaderboardMetric, version.classNames.length);
  if (metric) issues.push({ path: 'metric', message: metric, code: 'metricOfOthers' });
  const share = publicShareIssue(version.testCount, fields.publicShare);
  if (share) {
    const { testCount: testImages } = version;
    const values = { testImages, ...publicShareLimits(testImages) };
    issues.push({ path: 'publicShare', message: share, code: 'emptyShare', values });
  }
  if (issues.length > 0) throw new ApiError('BAD_USER_INPUT', `${sentence(issues)}.`, { issues });
}

/** Rethrows an error, a key that another assignment of the course has as NAME_TAKEN. */
export function refuseTakenKey(error: unknown, key: string | null | undefined): never {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== 'P2002') throw error;
  const message = `expected a key that no other assignment of this course has, received ${JSON.stringify(key)}`;
  throw new ApiError('NAME_TAKEN', `key: ${message}.`, { issues: [{ path: 'key', message }] });
}
