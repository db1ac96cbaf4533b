import { Temporal } from 'temporal-polyfill';
import type { Database, Reservation, Transaction } from './client.ts';
import { databaseNow } from './clock.ts';
import { runsQueue } from './queue.ts';

/** One time at which a reservation holds. */
export interface ReservedTime {
  startsAt: Date;
  endsAt: Date;
}

type Rule = Pick<Reservation, 'date' | 'untilDate' | 'fromMinute' | 'toMinute' | 'timeZone'>;

/**
 * The times of a reservation that overlap [from, to), in order. Its hours are those that the clocks of its time zone
 * show, on each side of a change to summer time. A time that the clocks leave out on that day is left out.
 */
export function timesOf(rule: Rule, from: Date, to: Date): ReservedTime[] {
  const first = Temporal.PlainDate.from(rule.date);
  const last = Temporal.PlainDate.from(rule.untilDate ?? rule.date);
  // A day earlier: the zones of the world are up to 14 hours apart from UTC.
  const begin = Temporal.Instant.fromEpochMilliseconds(from.getTime()).toZonedDateTimeISO(rule.timeZone).toPlainDate();
  const skipped = Math.max(0, Math.floor(first.until(begin, { largestUnit: 'day' }).days / 7) - 1);
  const times: ReservedTime[] = [];
  for (
    let day = first.add({ weeks: skipped });
    Temporal.PlainDate.compare(day, last) <= 0;
    day = day.add({ weeks: 1 })
  ) {
    const startsAt = momentOf(day, rule.fromMinute, rule.timeZone);
    const endsAt = momentOf(day, rule.toMinute, rule.timeZone);
    if (startsAt >= to) break;
    if (endsAt > from && endsAt > startsAt) times.push({ startsAt, endsAt });
  }
  return times;
}

/** @param minute after midnight, as the clock shows it; 1440 is the next midnight */
function momentOf(day: Temporal.PlainDate, minute: number, timeZone: string): Date {
  const time = day.toPlainDateTime().add({ minutes: minute });
  return new Date(time.toZonedDateTime(timeZone).epochMilliseconds);
}

/** The reservations that may hold at some time in [from, to). */
export async function reservationsBetween(
  database: Database | Transaction,
  from: Date,
  to: Date,
): Promise<Reservation[]> {
  const dayOf = (moment: Date, days: number) => new Date(moment.getTime() + days * day).toISOString().slice(0, 10);
  const earliest = dayOf(from, -2);
  return database.reservation.findMany({
    where: {
      date: { lte: dayOf(to, 2) },
      OR: [{ untilDate: { gte: earliest } }, { untilDate: null, date: { gte: earliest } }],
    },
    orderBy: { id: 'asc' },
  });
}

const day = 24 * 3600 * 1000;

/** Whose hours it is now, and until when. */
export interface ActiveReservation {
  courseId: string;
  /** Runs at once; null: all. */
  slots: number | null;
  endsAt: Date;
}

/** The reservation that holds now. There is at most one, because reservations that overlap are refused. */
export async function activeReservation(
  database: Database | Transaction,
  now = databaseNow(),
): Promise<ActiveReservation | null> {
  const soon = new Date(now.getTime() + 1);
  for (const reservation of await reservationsBetween(database, now, soon)) {
    const [time] = timesOf(reservation, now, soon);
    if (time) return { courseId: reservation.courseId, slots: reservation.slots, endsAt: time.endsAt };
  }
  return null;
}

/** Lets runs that were held back for a reservation be fetched again, because it was removed. */
export async function releaseHeldRuns(transaction: Transaction): Promise<void> {
  // A run that waits for memory waits for seconds.
  await transaction.$executeRaw`
    UPDATE pgboss.job SET start_after = now()
    WHERE name = ${runsQueue} AND state < 'active' AND start_after > now() + interval '1 minute'`;
}
