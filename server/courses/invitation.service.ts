import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Course, Invitation } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { usableInvitations } from '../accounts/courseInvitation.ts';
import { requireViewer } from '../accounts/viewer.ts';
import { recordChange } from '../audit/recordChange.ts';
import { type KeyColumn, type Page, type PageArguments, readPage } from '../graphql/connection.ts';
import type { Context } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import { checkInput } from '../graphql/input.ts';
import { requireInstructor, requireStaff } from './access.ts';
import { getCourse } from './course.service.ts';
import type { CreateInvitationInput, InvitationOffer } from './invitation.type.ts';
import { enter } from './joining.ts';
import { requireSection } from './membership.ts';

const day = 24 * 60 * 60 * 1000;

/** Makes a link. Throws FORBIDDEN, NOT_FOUND (section), COURSE_ARCHIVED or BAD_USER_INPUT. */
export async function createInvitation(context: Context, input: CreateInvitationInput): Promise<Invitation> {
  const { courseId, role } = input;
  const { id: createdBy } = requireViewer(context);
  const course = await getCourse(context, courseId);
  if (role === 'STUDENT') await requireStaff(context, course.id, 'invite people');
  else await requireInstructor(context, course.id, 'invite staff');
  const schema = z.object({ days: z.int().min(1).max(365), note: z.string().trim().max(200) });
  const { days, note } = checkInput(schema, input);
  return context.database.$transaction(async (transaction) => {
    if (input.sectionId) await requireSection(transaction, courseId, input.sectionId);
    const invitation = await transaction.invitation.create({
      data: {
        courseId,
        role,
        sectionId: input.sectionId ?? null,
        note,
        createdBy,
        token: randomBytes(24).toString('base64url'),
        expiresAt: new Date(databaseNow().getTime() + days * day),
      },
    });
    await recordChange(context, transaction, {
      courseId,
      action: 'invitation.create',
      subjectId: invitation.id,
      subject: note || role,
      changes: { role: [null, role], expiresAt: [null, invitation.expiresAt] },
    });
    return invitation;
  });
}

/** Ends a link. Throws NOT_FOUND, FORBIDDEN or COURSE_ARCHIVED. */
export async function revokeInvitation(context: Context, id: string): Promise<Invitation> {
  requireViewer(context);
  const invitation = await context.database.invitation.findUnique({ where: { id } });
  if (!invitation) throw new ApiError('NOT_FOUND', `Expected the id of an invitation, received "${id}".`);
  await requireStaff(context, invitation.courseId, 'revoke an invitation');
  if (invitation.revokedAt) return invitation;
  return context.database.$transaction(async (transaction) => {
    await recordChange(context, transaction, {
      courseId: invitation.courseId,
      action: 'invitation.revoke',
      subjectId: id,
      subject: invitation.note || invitation.role,
    });
    return transaction.invitation.update({ where: { id }, data: { revokedAt: databaseNow() } });
  });
}

const newestFirst: KeyColumn<Invitation>[] = [
  { key: 'createdAt', kind: 'date', direction: 'desc' },
  { key: 'id', kind: 'text', direction: 'desc' },
];

/** Those of a course, newest first. Throws BAD_USER_INPUT. */
export function listInvitations(context: Context, courseId: string, page: PageArguments): Promise<Page<Invitation>> {
  return readPage(
    page,
    newestFirst,
    ({ where, orderBy, take }) =>
      context.database.invitation.findMany({ where: { AND: [{ courseId }, where] }, orderBy, take }),
    () => context.database.invitation.count({ where: { courseId } }),
  );
}

/** What a link leads to, also to people who have no account yet. Throws INVITATION_INVALID. */
export async function readOffer(context: Context, token: string): Promise<InvitationOffer> {
  const { course, section, role, expiresAt } = await findInvitation(context, token);
  return { courseTitle: course.title, role, section: section?.name ?? null, expiresAt };
}

/**
 * Takes the viewer into the course of a link. Throws INVITATION_INVALID, COURSE_ARCHIVED, REMOVED_FROM_COURSE or
 * ALREADY_ENROLLED.
 */
export async function acceptInvitation(context: Context, token: string): Promise<Course> {
  const viewer = requireViewer(context);
  const { id, course, role, sectionId } = await findInvitation(context, token);
  await context.database.$transaction(async (transaction) => {
    // A link that is revoked at the same moment is not used, nor is one for staff by two people.
    const { count } = await transaction.invitation.updateMany({
      where: { id, ...usableInvitations() },
      data: { uses: { increment: 1 } },
    });
    if (count === 0) throw invalid();
    await enter(transaction, viewer, { course, role, sectionId });
  });
  return course;
}

async function findInvitation({ database }: Context, token: string) {
  const invitation = await database.invitation.findFirst({
    where: { token, ...usableInvitations() },
    include: { course: true, section: true },
  });
  if (!invitation) throw invalid();
  return invitation;
}

function invalid(): ApiError {
  return new ApiError(
    'INVITATION_INVALID',
    'Expected the link of an invitation that holds; this one has expired, was revoked or used, or never was one.',
  );
}
