import { expect, test } from 'vitest';
import { timesOf } from '#prisma/reservations';

const berlin = { timeZone: 'Europe/Berlin', fromMinute: 14 * 60, toMinute: 16 * 60 };
const iso = (rule: Parameters<typeof timesOf>[0], from: string, to: string) =>
  timesOf(rule, new Date(from), new Date(to)).map(({ startsAt, endsAt }) => [
    startsAt.toISOString().slice(0, 16),
    endsAt.toISOString().slice(0, 16),
  ]);

test('a weekly reservation is at the same time on the clock before and after a change to summer time', () => {
  const rule = { ...berlin, date: '2026-03-19', untilDate: '2026-04-09' };
  expect(iso(rule, '2026-03-01T00:00Z', '2026-05-01T00:00Z')).toEqual([
    ['2026-03-19T13:00', '2026-03-19T15:00'],
    ['2026-03-26T13:00', '2026-03-26T15:00'],
    ['2026-04-02T12:00', '2026-04-02T14:00'],
    ['2026-04-09T12:00', '2026-04-09T14:00'],
  ]);
  expect(iso(rule, '2026-04-02T13:30Z', '2026-04-02T13:31Z')).toEqual([['2026-04-02T12:00', '2026-04-02T14:00']]);
  expect(iso(rule, '2026-04-02T14:00Z', '2026-04-03T00:00Z')).toEqual([]);
});

test('an hour that the clocks leave out is no time, and one that comes twice is two hours', () => {
  const night = { timeZone: 'Europe/Berlin', fromMinute: 120, toMinute: 180, untilDate: null };
  expect(iso({ ...night, date: '2026-03-29' }, '2026-03-01T00:00Z', '2026-04-01T00:00Z')).toEqual([]);
  expect(iso({ ...night, date: '2026-10-25' }, '2026-10-01T00:00Z', '2026-11-01T00:00Z')).toEqual([
    ['2026-10-25T00:00', '2026-10-25T02:00'],
  ]);
});

test('days are those of the zone, also on the other side of the date line, and the day ends at 24:00', () => {
  const rule = { timeZone: 'Pacific/Kiritimati', fromMinute: 0, toMinute: 1440, date: '2026-12-03', untilDate: null };
  expect(iso(rule, '2026-12-01T00:00Z', '2026-12-09T00:00Z')).toEqual([['2026-12-02T10:00', '2026-12-03T10:00']]);
});
