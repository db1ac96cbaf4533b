import { z } from 'zod';
import type { Course, Reservation as ReservationRow, Transaction } from '#prisma/client';
import { databaseNow } from '#prisma/clock';
import { releaseHeldRuns, reservationsBetween, timesOf } from '#prisma/reservations';
import { mayTeach, requireViewer } from '../accounts/viewer.ts';
import { recordChange } from '../audit/recordChange.ts';
import { isStaff, requireStaff, roleIn } from '../courses/access.ts';
import { courseLoaders } from '../courses/course.loaders.ts';
import { getCourse } from '../courses/course.service.ts';
import type { Context } from '../graphql/context.ts';
import { ApiError } from '../graphql/errors.ts';
import { checkInput, wrongField } from '../graphql/input.ts';
import type { Reservation, ReservedHours, ReserveWorkersInput } from './reservation.type.ts';

const day = 24 * 3600 * 1000;
const longestRange = 100 * day;

/**
 * The hours that are reserved in [from, to), in their order, for everybody who has signed in. Throws BAD_USER_INPUT for
 * a range of more than 100 days.
 */
export async function listReservedHours(
  context: Context,
  { from, to, first }: { from: Date; to: Date; first: number },
): Promise<ReservedHours[]> {
  requireViewer(context);
  if (first < 1 || first > 500)
    throw new ApiError('BAD_USER_INPUT', `Expected first from 1 to 500, received ${first}.`);
  const span = to.getTime() - from.getTime();
  if (!(span > 0 && span <= longestRange))
    throw new ApiError(
      'BAD_USER_INPUT',
      `Expected to after from, at most 100 days later, received ${from.toISOString()} to ${to.toISOString()}.`,
    );
  const rows = await reservationsBetween(context.database, from, to);
  const hours = await Promise.all(
    rows.map(async (row) => {
      const reservation = await describe(context, row);
      return timesOf(row, from, to).map((time) => ({ ...time, reservation }));
    }),
  );
  return hours
    .flat()
    .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime())
    .slice(0, first);
}

async function describe(context: Context, row: ReservationRow): Promise<Reservation> {
  const viewer = requireViewer(context);
  const { id, courseId, date, untilDate, timeZone, slots } = row;
  const role = await roleIn(context, courseId);
  const seesCourse = role !== null || mayTeach(viewer);
  return {
    id,
    date,
    untilDate,
    from: clockOf(row.fromMinute),
    to: clockOf(row.toMinute),
    timeZone,
    slots,
    course: seesCourse ? await courseLoaders(context).course.load(courseId) : null,
    note: seesCourse ? row.note : null,
    mayRemove: isStaff(role) || viewer.siteRole === 'ADMIN',
  };
}

const clock = z
  .string()
  .trim()
  .regex(/^(([01]?\d|2[0-3]):[0-5]\d|24:00)$/, 'expected a time such as 14:00')
  .transform((text) => {
    const [hours, minutes] = text.split(':').map(Number);
    return hours! * 60 + minutes!;
  });
const date = z.iso.date('expected a day such as 2026-12-03');
const inputSchema = z
  .object({
    date,
    untilDate: date.nullish(),
    from: clock,
    to: clock,
    slots: z.int().min(1).max(1000).nullish(),
    note: z.string().trim().max(200).default(''),
  })
  .refine(({ from, to }) => to > from, {
    path: ['to'],
    message: 'expected a time after the beginning on the same day',
    params: { code: 'timeAfterBeginning' },
  })
  .refine(({ date, untilDate }) => !untilDate || untilDate >= date, {
    path: ['untilDate'],
    message: 'expected a day that is not before the first one',
    params: { code: 'dayBeforeFirst' },
  })
  .refine(({ date, untilDate }) => !untilDate || Date.parse(untilDate) - Date.parse(date) <= 366 * day, {
    path: ['untilDate'],
    message: 'expected at most a year after the first day',
    params: { code: 'moreThanAYear' },
  });

/**
 * Reserves workers for a course. Throws NOT_FOUND, NOT_ENROLLED, FORBIDDEN, BAD_USER_INPUT (also for hours that are
 * over) or RESERVATION_OVERLAPS.
 */
export async function reserveWorkers(context: Context, input: ReserveWorkersInput): Promise<Reservation> {
  const course = await getCourse(context, input.courseId);
  await requireStaff(context, course.id, 'reserve workers');
  const { from, to, date, untilDate, slots, note } = checkInput(inputSchema, input);
  const rule = {
    date,
    untilDate: untilDate ?? null,
    fromMinute: from,
    toMinute: to,
    timeZone: course.timeZone,
  };
  const now = databaseNow();
  const end = new Date(Date.parse(rule.untilDate ?? date) + 3 * day);
  const times = end > now ? timesOf(rule, now, end) : [];
  if (times.length === 0) {
    const message = `expected hours that are still to come, received ${date}, ${clockOf(from)} to ${clockOf(to)}`;
    throw wrongField('date', message, { code: 'hoursOver' });
  }
  const row = await context.database.$transaction(async (transaction) => {
    // One reservation at a time, or two at once would both find the hours free.
    await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${'reserve'}, 0))`;
    await requireFree(transaction, times, end, course);
    const made = await transaction.reservation.create({
      data: { ...rule, courseId: course.id, slots: slots ?? null, note, createdById: context.viewer?.id ?? null },
    });
    await recordChange(context, transaction, {
      courseId: course.id,
      action: 'reservation.create',
      subjectId: made.id,
      subject: nameOf(made),
    });
    return made;
  });
  return describe(context, row);
}

/** Throws RESERVATION_OVERLAPS when any of these times is reserved already. */
async function requireFree(
  transaction: Transaction,
  times: { startsAt: Date; endsAt: Date }[],
  end: Date,
  course: Course,
): Promise<void> {
  const others = await reservationsBetween(transaction, times[0]!.startsAt, end);
  for (const other of others)
    for (const taken of timesOf(other, times[0]!.startsAt, end))
      if (times.some(({ startsAt, endsAt }) => startsAt < taken.endsAt && taken.startsAt < endsAt)) {
        const { title } = await transaction.course.findUniqueOrThrow({ where: { id: other.courseId } });
        const whose = other.courseId === course.id ? 'this course itself' : `"${title}"`;
        throw new ApiError(
          'RESERVATION_OVERLAPS',
          `Expected hours that are free, but ${whose} has reserved ${nameOf(other)} (${other.timeZone}).`,
          { startsAt: taken.startsAt, endsAt: taken.endsAt },
        );
      }
}

/** Removes a reservation, for the staff of its course and administrators. Throws NOT_FOUND or FORBIDDEN. */
export async function removeReservation(context: Context, id: string): Promise<string> {
  const viewer = requireViewer(context);
  const row = await context.database.reservation.findUnique({ where: { id } });
  if (!row) throw new ApiError('NOT_FOUND', `Expected the id of a reservation, received "${id}".`);
  if (viewer.siteRole !== 'ADMIN') await requireStaff(context, row.courseId, 'remove its reservations');
  await context.database.$transaction(async (transaction) => {
    await transaction.reservation.deleteMany({ where: { id } });
    await releaseHeldRuns(transaction);
    const { courseId } = row;
    const subject = nameOf(row);
    await recordChange(context, transaction, { courseId, action: 'reservation.remove', subjectId: id, subject });
  });
  return id;
}

/** "2026-12-03, 14:00 to 16:00" */
function nameOf({ date, untilDate, fromMinute, toMinute }: ReservationRow): string {
  const days = untilDate === null ? date : `every week from ${date} to ${untilDate}`;
  return `${days}, ${clockOf(fromMinute)} to ${clockOf(toMinute)}`;
}

/** 840 → "14:00" */
function clockOf(minute: number): string {
  return [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
}
