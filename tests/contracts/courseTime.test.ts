import { describe, expect, it } from 'vitest';
import { daysAfter, daysBegun, isTimeZone, momentOf, wallTimeOf } from '#contracts/courseTime';

const berlin = 'Europe/Berlin';
const at = (wallTime: string, zone = berlin) => momentOf(wallTime, zone);

describe("a course's time", () => {
  it('is what the clock shows there, in summer and in winter', () => {
    expect(at('2026-07-01T23:59').toISOString()).toBe('2026-07-01T21:59:00.000Z');
    expect(at('2026-12-01 23:59').toISOString()).toBe('2026-12-01T22:59:00.000Z');
    expect(wallTimeOf('2026-07-01T21:59:00Z', berlin)).toBe('2026-07-01T23:59');
    expect(wallTimeOf(new Date('2026-12-01T22:59:59Z'), 'Asia/Seoul')).toBe('2026-12-02T07:59');
  });

  it('is never earlier than people may expect where the clock is put forward or back', () => {
    // On 29 March 2026 the clock goes from 2:00 to 3:00, on 25 October from 3:00 back to 2:00.
    expect(at('2026-03-29T02:30').toISOString()).toBe('2026-03-29T01:30:00.000Z');
    expect(at('2026-10-25T02:30').toISOString()).toBe('2026-10-25T01:30:00.000Z');
  });

  it('knows zones by their names', () => {
    expect(isTimeZone('Asia/Seoul')).toBe(true);
    expect(isTimeZone('Europe/Atlantis')).toBe(false);
    expect(isTimeZone('+02:00')).toBe(false);
  });

  it('counts the days begun after a due date by the clock, across both ends of summer time', () => {
    const spring = at('2026-03-28T23:59');
    expect(daysBegun(spring, spring, berlin)).toBe(0);
    expect(daysBegun(spring, new Date(spring.getTime() + 1), berlin)).toBe(1);
    // 23 hours later the clock shows 23:59 again.
    expect(daysBegun(spring, at('2026-03-29T23:59'), berlin)).toBe(1);
    expect(daysBegun(spring, new Date(at('2026-03-29T23:59').getTime() + 1), berlin)).toBe(2);
    const autumn = at('2026-10-24T23:59');
    // 24 hours later it shows 22:59: the day is not over.
    expect(daysBegun(autumn, new Date(autumn.getTime() + 24.5 * 3_600_000), berlin)).toBe(1);
    expect(daysBegun(autumn, new Date(at('2026-10-25T23:59').getTime() + 1), berlin)).toBe(2);
    expect(daysBegun(autumn, new Date(autumn.getTime() + 24.5 * 3_600_000), 'UTC')).toBe(2);
  });

  it('moves by whole days to the same time on the clock', () => {
    expect(daysAfter(at('2026-03-27T23:59'), 3, berlin)).toEqual(at('2026-03-30T23:59'));
  });
});
