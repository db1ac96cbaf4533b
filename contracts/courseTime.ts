import { Temporal } from 'temporal-polyfill';

// A course's dates are meant in the course's time zone. The database and the API have moments; people write what the
// clock on the wall shows there.

/** Whether a text is the IANA name of a time zone, e.g. "Europe/Berlin". */
export function isTimeZone(name: string): boolean {
  try {
    // Offsets such as +02:00 know no summer time.
    return !/^[+-]/.test(name) && Temporal.Now.zonedDateTimeISO(name).timeZoneId !== '';
  } catch {
    return false;
  }
}

/** What the clock shows at a moment, as "2026-12-01T23:59". */
export function wallTimeOf(moment: string | Date, timeZone: string): string {
  return zoned(moment, timeZone).toPlainDateTime().toString({ smallestUnit: 'minute' });
}

/**
 * The moment at which the clock shows a time such as "2026-12-01T23:59" or "2026-12-01 23:59". Of an hour that comes
 * twice, when summer time ends, it is the second one, and a time that the clock leaves out is read an hour later: a
 * deadline is never earlier than a person may expect. Throws RangeError when the text is no time.
 */
export function momentOf(wallTime: string, timeZone: string): Date {
  const time = Temporal.PlainDateTime.from(wallTime.trim().replace(' ', 'T'));
  return new Date(time.toZonedDateTime(timeZone, { disambiguation: 'later' }).epochMilliseconds);
}

/** The moment so many days later at the same time on the clock, also where a day has 23 or 25 hours. */
export function daysAfter(moment: string | Date, days: number, timeZone: string): Date {
  return new Date(zoned(moment, timeZone).add({ days }).epochMilliseconds);
}

/**
 * Days begun after a due date: 0 until it, 1 until the clock shows the same time on the next day, and so on. A day
 * across the change to summer time has 23 hours, one across its end has 25.
 */
export function daysBegun(dueAt: Date, moment: Date, timeZone: string): number {
  if (moment <= dueAt) return 0;
  const due = zoned(dueAt, timeZone);
  const whole = due.until(zoned(moment, timeZone), { largestUnit: 'day' }).days;
  return due.add({ days: whole }).epochMilliseconds < moment.getTime() ? whole + 1 : whole;
}

function zoned(moment: string | Date, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(new Date(moment).getTime()).toZonedDateTimeISO(timeZone);
}
