import type { CourseRole, LtiPlatform, Transaction } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { queueScores } from '#prisma/ltiScores';
import type { Launch } from './claims.ts';
import type { LtiWork } from './lti.context.ts';

export interface Arrival {
  stateHash: string;
  platform: LtiPlatform;
  launch: Launch;
}

/** Where a person goes who has arrived; a sentence where they cannot go anywhere. */
export type Destination = { path: string; refusal?: undefined } | { path?: undefined; refusal: string };

/**
 * A person of a platform, now known by an account: keeps what the launch told of their course there, enrolls them into
 * the course here that it is connected to, and says where they go.
 */
export async function arrive({ database }: LtiWork, arrival: Arrival, userId: string): Promise<Destination> {
  const { stateHash, platform, launch } = arrival;
  return database.$transaction(async (transaction) => {
    await transaction.ltiLogin.update({ where: { stateHash }, data: { userId, ticketHash: null } });
    if (!launch.context) return { path: '/courses' };
    const context = await keepContext(transaction, platform, launch);
    const isStaff = launch.role !== 'STUDENT';
    if (context.courseId === null)
      return isStaff
        ? { path: `/platforms/connect/${context.id}${launch.deepLinking ? `?login=${stateHash}` : ''}` }
        : { refusal: `Your instructor has not connected "${context.title}" to a course here yet.` };
    if (!(await enroll(transaction, context.courseId, userId, launch.role)))
      return { refusal: 'You were removed from this course. Its instructor can let you in again.' };
    await queueScores(transaction, { userId });
    if (launch.deepLinking && isStaff) return { path: `/platforms/choose/${context.id}?login=${stateHash}` };
    const assignment =
      launch.assignmentId === null
        ? null
        : await transaction.assignment.findFirst({ where: { id: launch.assignmentId, courseId: context.courseId } });
    if (!assignment) return { path: `/courses/${context.courseId}` };
    if (launch.lineItemUrl !== null) await keepLineItem(transaction, context.id, assignment, launch.lineItemUrl);
    return { path: `/assignments/${assignment.id}` };
  });
}

/** The platform's course and this person in it, as the launch told. */
async function keepContext(transaction: Transaction, platform: LtiPlatform, launch: Launch) {
  const { context, deploymentId, subject, name, email, role } = launch;
  const told = {
    title: context!.title,
    ...(launch.lineItemsUrl !== null && { lineItemsUrl: launch.lineItemsUrl }),
    ...(launch.membershipsUrl !== null && { membershipsUrl: launch.membershipsUrl }),
    ...(launch.scopes.length > 0 && { scopes: launch.scopes }),
  };
  const row = await transaction.ltiContext.upsert({
    where: {
      platformId_deploymentId_contextId: { platformId: platform.id, deploymentId, contextId: context!.id },
    },
    create: { platformId: platform.id, deploymentId, contextId: context!.id, ...told },
    update: told,
  });
  const member = { name, email, role, isActive: true, seenAt: databaseNow() };
  await transaction.ltiMember.upsert({
    where: { ltiContextId_subject: { ltiContextId: row.id, subject } },
    create: { ltiContextId: row.id, subject, ...member },
    update: member,
  });
  return row;
}

/** A role that somebody has already stays. False for those who were removed. */
export async function enroll(
  transaction: Transaction,
  courseId: string,
  userId: string,
  role: CourseRole,
): Promise<boolean> {
  const enrollment = await transaction.enrollment.findUnique({ where: { courseId_userId: { courseId, userId } } });
  if (enrollment) return enrollment.removedAt === null;
  await transaction.enrollment.createMany({ data: { courseId, userId, role }, skipDuplicates: true });
  return true;
}

/** The column that the platform made with the link. The first one of an assignment stays. */
async function keepLineItem(
  transaction: Transaction,
  ltiContextId: string,
  assignment: { id: string; title: string; gradingRule: unknown },
  url: string,
): Promise<void> {
  await transaction.ltiLineItem.createMany({
    // Zero is no maximum: the first score that is sent brings the column up to date.
    data: { ltiContextId, assignmentId: assignment.id, url, scoreMaximum: 0, label: assignment.title },
    skipDuplicates: true,
  });
}
