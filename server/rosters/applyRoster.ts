import { Prisma, type Transaction } from '#prisma/client';
import { notify } from '#prisma/notices';
import { recordChange } from '../audit/recordChange.ts';
import { requireStaff } from '../courses/access.ts';
import { getCourse } from '../courses/course.service.ts';
import { enrollPending } from '../courses/joining.ts';
import { lockPeople } from '../courses/lockPeople.ts';
import { takeOut } from '../courses/membership.ts';
import { peopleChanged } from '../courses/peopleChanged.ts';
import { ensureSections } from '../courses/section.service.ts';
import type { Context } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import { type Comparison, compareRoster, type RosterStep } from './compareRoster.ts';
import { type Roster, readRoster } from './readRoster.ts';
import type { ApplyRosterInput, RosterInput, RosterPlan } from './roster.type.ts';

const mostBytes = 500_000;

/** What a roster would change. Throws NOT_FOUND, NOT_ENROLLED, FORBIDDEN or BAD_USER_INPUT. */
export async function previewRoster(context: Context, input: RosterInput): Promise<RosterPlan> {
  const { id } = await getCourse(context, input.courseId);
  await requireStaff(context, id, 'read a roster');
  return (await compareRoster(context.database, id, decode(input))).plan;
}

/**
 * Applies a roster: doing it twice changes nothing the second time. People without an account whose address is verified
 * wait in the course's list until there is one. Throws NOT_FOUND, NOT_ENROLLED, FORBIDDEN, COURSE_ARCHIVED,
 * BAD_USER_INPUT, or ROSTER_CHANGED when this is no longer what the preview said.
 */
export async function applyRoster(context: Context, input: ApplyRosterInput): Promise<RosterPlan> {
  const course = await getCourse(context, input.courseId);
  await requireStaff(context, course.id, 'apply a roster');
  const roster = decode(input);
  return context.database.$transaction(
    async (transaction) => {
      await lockPeople(transaction, course.id);
      const comparison = await compareRoster(transaction, course.id, roster);
      const { plan, missing } = comparison;
      if (input.digest && input.digest !== plan.digest)
        throw new ApiError(
          'ROSTER_CHANGED',
          'Expected the plan of the preview; the course or the file has changed since then: preview it again.',
        );
      const added = await write(context, transaction, course.id, comparison);
      if (input.removeMissing) await remove(context, transaction, course.id, missing);
      await notify(transaction, added, 'ENROLLED', { courseId: course.id, course: course.title });
      const changes = Object.fromEntries(
        plan.counts
          .filter(({ kind, count }) => count > 0 && !stays.has(kind) && (kind !== 'MISSING' || input.removeMissing))
          .map(({ kind, count }) => [kind.toLowerCase(), [null, count] as [null, number]]),
      );
      if (Object.keys(changes).some((kind) => kind !== 'broken' && kind !== 'duplicate'))
        await recordChange(context, transaction, {
          courseId: course.id,
          action: 'roster.apply',
          subjectId: course.id,
          subject: course.title,
          changes,
        });
      return plan;
    },
    { timeout: 120_000 },
  );
}

const stays = new Set(['UNCHANGED', 'SAME_NUMBER']);

function decode({ file, encoding }: RosterInput): Roster {
  const bytes = Buffer.from(file, 'base64');
  if (bytes.length === 0 || bytes.length > mostBytes)
    throw new ApiError('BAD_USER_INPUT', `Expected a file of 1 to ${mostBytes} bytes, received ${bytes.length}.`, {
      detail: bytes.length === 0 ? 'ROSTER_EMPTY' : 'ROSTER_TOO_LARGE',
      megabytes: mostBytes / 1e6,
    });
  return readRoster(bytes, encoding);
}

/** Answers the accounts that came into the course. */
async function write(
  context: Context,
  transaction: Transaction,
  courseId: string,
  { plan, steps }: Comparison,
): Promise<string[]> {
  const used = steps.flatMap(({ fields }) => (fields.section ? [fields.section] : []));
  const sections = await ensureSections(context, transaction, courseId, [...new Set([...plan.newSections, ...used])]);
  const stored = ({ section, ...fields }: RosterStep['fields']) => ({
    ...fields,
    ...(section !== undefined && { sectionId: section === null ? null : sections.get(section)! }),
  });
  const entering = steps.filter(({ kind, userId, isPending }) => kind === 'ADDED' && userId !== null && !isPending);
  const waiting = steps.filter(({ kind, userId }) => kind === 'ADDED' && userId === null);
  const doubles = steps.flatMap((step) => step.doubles);
  await transaction.pendingMember.deleteMany({ where: { courseId, email: { in: doubles } } });
  await transaction.enrollment.createMany({
    data: entering.map(({ userId, fields }) => ({
      ...stored(fields),
      courseId,
      userId: userId!,
      role: 'STUDENT' as const,
    })),
  });
  await transaction.pendingMember.createMany({
    data: waiting.map(({ entry, fields }) => {
      const { registeredName, ...rest } = stored(fields);
      return { ...rest, courseId, email: entry.email, name: registeredName ?? '' };
    }),
  });
  for (const { kind, userId, isPending, knownAs, entry, fields } of steps) {
    if (knownAs !== null && (Object.keys(fields).length > 0 || knownAs !== entry.email)) {
      const { registeredName, ...rest } = stored(fields);
      await transaction.pendingMember.update({
        where: { courseId_email: { courseId, email: knownAs } },
        data: {
          ...rest,
          email: entry.email,
          ...(registeredName !== undefined && { name: registeredName ?? entry.name ?? '' }),
        },
      });
    } else if (!isPending && (kind === 'CHANGED' || kind === 'READMITTED'))
      await transaction.enrollment.update({
        where: { courseId_userId: { courseId, userId: userId! } },
        data: {
          ...stored(fields),
          ...(kind === 'READMITTED' && { role: 'STUDENT' as const, removedAt: null, removedBy: null }),
        },
      });
  }
  const moved = steps.flatMap(({ kind, userId, fields }) =>
    userId !== null && (kind === 'READMITTED' || (kind === 'CHANGED' && fields.section !== undefined)) ? [userId] : [],
  );
  await peopleChanged(transaction, courseId, moved);
  const arrived = steps.filter(({ kind, isPending }) => kind === 'ADDED' && isPending).map(({ entry }) => entry.email);
  const which = Prisma.sql`pending_member."courseId" = ${courseId} AND pending_member.email = ANY(${arrived})`;
  return [...entering.map(({ userId }) => userId!), ...(await enrollPending(transaction, which))];
}

async function remove(
  context: Context,
  transaction: Transaction,
  courseId: string,
  missing: Comparison['missing'],
): Promise<void> {
  const members = missing.flatMap(({ userId }) =>
    userId === null ? [] : [{ courseId, userId, role: 'STUDENT' as const }],
  );
  await takeOut(context, transaction, members);
  const pending = missing.filter(({ userId }) => userId === null).map(({ email }) => email);
  await transaction.pendingMember.deleteMany({ where: { courseId, email: { in: pending } } });
}
