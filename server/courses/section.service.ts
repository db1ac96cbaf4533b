import { z } from 'zod';
import type { Issue } from '#contracts/issues';
import { line } from '#contracts/line';
import { Prisma, type Section, type Transaction } from '#prisma/client';
import { followDates } from '#prisma/lateness';
import { requireViewer } from '../accounts/viewer.ts';
import { differences, recordChange } from '../audit/recordChange.ts';
import type { Context } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import { checkInput } from '../graphql/input.ts';
import { requireStaff } from './access.ts';
import { getCourse } from './course.service.ts';
import { inPeople, lockPeople } from './lockPeople.ts';
import { requireSection } from './membership.ts';
import { peopleChanged } from './peopleChanged.ts';
import type { AssignSectionInput, CreateSectionInput } from './section.type.ts';

/** What a section may be called. */
const sectionName = line(100).transform((name) => name.normalize('NFC'));
const mostAssigned = 2000;

/** Throws FORBIDDEN, COURSE_ARCHIVED, BAD_USER_INPUT or NAME_TAKEN. */
export async function createSection(context: Context, input: CreateSectionInput): Promise<Section> {
  const { courseId } = input;
  await requireStaff(context, (await getCourse(context, courseId)).id, 'create a section');
  const { name } = checkInput(z.object({ name: sectionName }), input);
  return unlessTaken(name, () =>
    context.database.$transaction(async (transaction) => {
      const section = await transaction.section.create({ data: { courseId, name } });
      await recordChange(context, transaction, {
        courseId,
        action: 'section.create',
        subjectId: section.id,
        subject: name,
      });
      return section;
    }),
  );
}

/** Throws NOT_FOUND, FORBIDDEN, COURSE_ARCHIVED, BAD_USER_INPUT or NAME_TAKEN. */
export async function renameSection(context: Context, id: string, newName: string): Promise<Section> {
  const before = await getSection(context, id, 'rename a section');
  const { name } = checkInput(z.object({ name: sectionName }), { name: newName });
  return unlessTaken(name, () =>
    context.database.$transaction(async (transaction) => {
      const after = await transaction.section.update({ where: { id }, data: { name } });
      await recordChange(context, transaction, {
        courseId: before.courseId,
        action: 'section.rename',
        subjectId: id,
        subject: name,
        changes: differences(before, { name }),
      });
      return after;
    }),
  );
}

/**
 * Deletes a section. Its students stay in the course; its extensions and its invitations go with it. Throws NOT_FOUND,
 * FORBIDDEN or COURSE_ARCHIVED.
 */
export async function deleteSection(context: Context, id: string): Promise<Section> {
  const section = await getSection(context, id, 'delete a section');
  await context.database.$transaction(async (transaction) => {
    await lockPeople(transaction, section.courseId);
    const extended = await transaction.assignment.findMany({
      where: { extensions: { some: { sectionId: id } } },
      orderBy: { id: 'asc' },
      select: { id: true },
    });
    await transaction.section.delete({ where: { id } });
    for (const assignment of extended) await followDates(transaction, assignment.id);
    await recordChange(context, transaction, {
      courseId: section.courseId,
      action: 'section.delete',
      subjectId: id,
      subject: section.name,
    });
  }, inPeople);
  return section;
}

const assignSchema = z.object({
  userIds: z.array(z.string()).max(mostAssigned),
  people: z.array(z.string().normalize('NFC').trim().max(254)).max(mostAssigned),
});

/**
 * Puts students into a section, or out of theirs. Answers how many it changed. Throws NOT_FOUND, FORBIDDEN,
 * COURSE_ARCHIVED, or BAD_USER_INPUT with everybody who is not in the course.
 */
export async function assignSection(context: Context, input: AssignSectionInput): Promise<number> {
  const { courseId, sectionId } = input;
  await requireStaff(context, (await getCourse(context, courseId)).id, 'put students into sections');
  const { people, ...named } = checkInput(assignSchema, input);
  return context.database.$transaction(async (transaction) => {
    await lockPeople(transaction, courseId);
    if (sectionId !== null) await requireSection(transaction, courseId, sectionId);
    const found = await findPeople(transaction, courseId, people.filter(Boolean));
    const userIds = [...new Set([...named.userIds, ...found.userIds])];
    const waiting = await transaction.pendingMember.updateMany({
      where: { courseId, email: { in: found.pending }, ...differsFrom(sectionId) },
      data: { sectionId },
    });
    const { count } = await transaction.enrollment.updateMany({
      where: { courseId, userId: { in: userIds }, removedAt: null, ...differsFrom(sectionId) },
      data: { sectionId },
    });
    const section = sectionId === null ? null : await transaction.section.findUnique({ where: { id: sectionId } });
    if (count + waiting.count > 0) {
      await peopleChanged(transaction, courseId, userIds);
      await recordChange(context, transaction, {
        courseId,
        action: 'section.assign',
        subjectId: sectionId ?? courseId,
        subject: section?.name ?? '',
        changes: { members: [null, userIds.length + found.pending.length] },
      });
    }
    return count + waiting.count;
  }, inPeople);
}

/** Members and waiting people by e-mail address or student number. Throws BAD_USER_INPUT with all who are not there. */
async function findPeople(
  transaction: Transaction,
  courseId: string,
  names: readonly string[],
): Promise<{ userIds: string[]; pending: string[] }> {
  if (names.length === 0) return { userIds: [], pending: [] };
  const addresses = names.map((name) => name.toLowerCase());
  const [members, waiting] = await Promise.all([
    transaction.enrollment.findMany({
      where: {
        courseId,
        removedAt: null,
        OR: [{ user: { email: { in: addresses } } }, { studentNumber: { in: [...names] } }],
      },
      select: { userId: true, studentNumber: true, user: { select: { email: true } } },
    }),
    transaction.pendingMember.findMany({
      where: { courseId, OR: [{ email: { in: addresses } }, { studentNumber: { in: [...names] } }] },
    }),
  ]);
  const known = new Set([
    ...members.flatMap(({ studentNumber, user }) => [user.email, studentNumber]),
    ...waiting.flatMap(({ studentNumber, email }) => [email, studentNumber]),
  ]);
  const strangers = names.filter((name) => !known.has(name) && !known.has(name.toLowerCase()));
  if (strangers.length > 0) {
    const shown = strangers.slice(0, 20).join(', ') + (strangers.length > 20 ? ' …' : '');
    const message =
      `expected e-mail addresses or student numbers of people in this course, received ${strangers.length} of nobody ` +
      `in it: ${shown}`;
    const issues: Issue[] = [{ path: 'people', message, code: 'notInCourse', values: { people: shown } }];
    throw new ApiError('BAD_USER_INPUT', `people: ${message}.`, { issues, strangers });
  }
  return { userIds: members.map(({ userId }) => userId), pending: waiting.map(({ email }) => email) };
}

/** In SQL nothing is unequal to null. */
function differsFrom(sectionId: string | null) {
  return sectionId === null
    ? { sectionId: { not: null } }
    : { OR: [{ sectionId: null }, { sectionId: { not: sectionId } }] };
}

/** The ids of sections with these names; those that are not there are created. */
export async function ensureSections(
  context: Context,
  transaction: Transaction,
  courseId: string,
  names: readonly string[],
): Promise<Map<string, string>> {
  const known = await transaction.section.findMany({ where: { courseId } });
  const missing = names.filter((name) => known.every((section) => section.name !== name));
  const created = await transaction.section.createManyAndReturn({ data: missing.map((name) => ({ courseId, name })) });
  for (const { id, name } of created)
    await recordChange(context, transaction, { courseId, action: 'section.create', subjectId: id, subject: name });
  return new Map([...known, ...created].map(({ id, name }) => [name, id]));
}

async function getSection(context: Context, id: string, what: string): Promise<Section> {
  requireViewer(context);
  const section = await context.database.section.findUnique({ where: { id } });
  if (!section) throw new ApiError('NOT_FOUND', `Expected the id of a section, received "${id}".`);
  await requireStaff(context, section.courseId, what);
  return section;
}

async function unlessTaken(name: string, write: () => Promise<Section>): Promise<Section> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002')
      throw new ApiError('NAME_TAKEN', `Expected a name that no section of this course has yet, received "${name}".`);
    throw error;
  }
}
