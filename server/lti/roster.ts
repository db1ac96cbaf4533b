import { z } from 'zod';
import type { CourseRole } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { queueScores } from '#prisma/ltiScores';
import { recordChange } from '../audit/recordChange.ts';
import { requireStaff } from '../courses/access.ts';
import { ApiError } from '../graphql/errors.ts';
import { enroll } from './arrive.ts';
import { plainEmail, plainName, roleOf, scopes } from './claims.ts';
import type { LtiContext as Context } from './lti.context.ts';
import { getLtiContext } from './lti.service.ts';
import type { LtiRosterPayload } from './lti.type.ts';
import { askService } from './platformClient.ts';

const membersPage = z.object({
  members: z.array(
    z.object({
      user_id: z.string().min(1).max(255),
      status: z.string().optional(),
      name: z.string().optional(),
      given_name: z.string().optional(),
      family_name: z.string().optional(),
      email: z.string().optional(),
      roles: z.array(z.string()),
    }),
  ),
});

const mostPages = 200;

/**
 * Reads the people of the platform's course ("names and roles"). Those who have come here before are enrolled; the
 * others are when they come. Nobody is removed here: who is no longer there is counted. Throws NOT_FOUND, FORBIDDEN,
 * NOT_ENROLLED or PLATFORM_FAILED.
 */
export async function syncRoster(context: Context, id: string): Promise<LtiRosterPayload> {
  const ltiContext = await getLtiContext(context, id);
  const { courseId, membershipsUrl, platform } = ltiContext;
  if (courseId === null)
    throw new ApiError('BAD_USER_INPUT', 'Expected a course that is connected, received one that is not.');
  await requireStaff(context, courseId, "read the platform's roster");
  if (membershipsUrl === null)
    throw new ApiError('BAD_USER_INPUT', `${platform.name} does not tell who is in its course.`, {
      detail: 'NO_ROSTER_THERE',
      platform: platform.name,
    });
  const people: { subject: string; name: string; email: string; role: CourseRole; isActive: boolean }[] = [];
  try {
    let page: string | null = membershipsUrl;
    for (let pages = 0; page !== null && pages < mostPages; pages += 1) {
      const { body, next }: { body: unknown; next: string | null } = await askService(context, platform, page, {
        scopes: [scopes.members],
        accept: 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json',
      });
      for (const member of membersPage.parse(body).members)
        people.push({
          subject: member.user_id,
          name: plainName(member.name ?? [member.given_name, member.family_name].filter(Boolean).join(' ')),
          email: plainEmail(member.email),
          role: roleOf(member.roles),
          isActive: (member.status ?? 'Active') === 'Active',
        });
      page = next;
    }
  } catch (error) {
    context.log.warn({ err: error }, 'a roster could not be read');
    throw new ApiError(
      'PLATFORM_FAILED',
      `${platform.name} did not tell its roster: ${(error as Error).message.slice(0, 200)}.`,
      { platform: platform.name },
    );
  }
  return context.database.$transaction(async (transaction) => {
    await transaction.ltiMember.updateMany({ where: { ltiContextId: id }, data: { isActive: false } });
    await transaction.$executeRaw`
      INSERT INTO lti_member ("ltiContextId", subject, name, email, role, "isActive")
      SELECT DISTINCT ON (subject) ${id}, subject, name, email, role::"CourseRole", "isActive"
      FROM jsonb_to_recordset(${JSON.stringify(people)}::jsonb)
        AS row(subject text, name text, email text, role text, "isActive" boolean)
      ON CONFLICT ("ltiContextId", subject) DO UPDATE
      SET name = EXCLUDED.name, email = EXCLUDED.email, role = EXCLUDED.role, "isActive" = EXCLUDED."isActive"`;
    const accounts = await transaction.ltiAccount.findMany({
      where: { platformId: platform.id, subject: { in: people.map(({ subject }) => subject) } },
    });
    const userOf = new Map(accounts.map(({ subject, userId }) => [subject, userId]));
    const before = await transaction.enrollment.count({ where: { courseId } });
    for (const { subject, role, isActive } of people) {
      const userId = userOf.get(subject);
      if (userId === undefined || !isActive) continue;
      await enroll(transaction, courseId, userId, role);
      await queueScores(transaction, { userId });
    }
    const enrolled = (await transaction.enrollment.count({ where: { courseId } })) - before;
    const gone = await transaction.ltiMember.count({ where: { ltiContextId: id, isActive: false } });
    const active = people.filter(({ isActive }) => isActive);
    await transaction.ltiContext.update({ where: { id }, data: { syncedAt: databaseNow() } });
    await recordChange(context, transaction, {
      courseId,
      action: 'platform.roster',
      subjectId: id,
      subject: ltiContext.title,
      changes: { enrolled: [0, enrolled] },
    });
    return {
      people: active.length,
      enrolled,
      waiting: active.filter(({ subject }) => !userOf.has(subject)).length,
      gone,
    };
  });
}
