'use client';

import { useMutation } from '@apollo/client/react';
import { Button, Group, Paper, SimpleGrid, Stack, Text } from '@mantine/core';
import { useFormatter, useTranslations } from 'next-intl';
import {
  RemoveReservationDocument,
  ReservedHoursDocument,
  type ReservedHoursQuery,
} from '../../graphql/generated/graphql.ts';
import { ConfirmButton } from '../page/ConfirmButton.tsx';
import { EmptyState } from '../page/EmptyState.tsx';
import { Table } from '../page/Table.tsx';

export type ReservedHour = ReservedHoursQuery['reservedHours'][number];

const dayMs = 24 * 3600 * 1000;

/** The Monday, 0:00 in the reader's zone, of the week that is `offset` weeks from now. */
export function weekOf(offset: number): Date {
  const today = new Date();
  today.setHours(0, 0, 0, 0);
  today.setDate(today.getDate() - ((today.getDay() + 6) % 7) + offset * 7);
  return today;
}

/** The week that a day like 2027-10-28 is in, counted from this one. */
export function weekOfDay(day: string): number {
  return Math.floor((Date.parse(`${day}T12:00`) - weekOf(0).getTime()) / (7 * 24 * 3600 * 1000));
}

/** One week as a calendar: a column a day, in the reader's time zone. */
export function ReservedWeek(props: { hours: ReservedHour[]; monday: Date; onMove: (weeks: number) => void }) {
  const { hours, monday, onMove } = props;
  const t = useTranslations();
  const format = useFormatter();
  const days = Array.from({ length: 7 }, (_, index) => {
    const day = new Date(monday);
    day.setDate(day.getDate() + index);
    return day;
  });
  const name = (day: Date) => format.dateTime(day, { weekday: 'short', day: 'numeric', month: 'short' });
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Text fw={600} size="sm" role="status">
          {t('reservations.week', { from: name(days[0]!), to: name(days[6]!) })}
        </Text>
        <Group gap="xs">
          <Button size="xs" variant="default" onClick={() => onMove(-1)}>
            {t('reservations.previous')}
          </Button>
          <Button size="xs" variant="default" onClick={() => onMove(1)}>
            {t('reservations.next')}
          </Button>
        </Group>
      </Group>
      <SimpleGrid cols={{ base: 1, md: 7 }} spacing="xs" verticalSpacing="xs">
        {days.map((day) => {
          const end = new Date(day);
          end.setDate(end.getDate() + 1);
          const own = hours.filter(({ startsAt, endsAt }) => new Date(startsAt) < end && new Date(endsAt) > day);
          return (
            <Stack key={day.getTime()} gap={4}>
              <Text size="xs" c="dimmed" fw={isToday(day) ? 700 : 400}>
                {name(day)}
              </Text>
              {own.length === 0 ? (
                <Text size="xs" c="dimmed">
                  {t('reservations.free')}
                </Text>
              ) : (
                own.map((hour) => (
                  <Paper key={hour.startsAt} withBorder p={6} bg="var(--mantine-primary-color-light)">
                    <Text size="xs" fw={600}>
                      {timesOf(format, hour)}
                    </Text>
                    <Text size="xs" style={{ overflowWrap: 'anywhere' }}>
                      {hour.reservation.course?.title ?? t('reservations.otherCourse')}
                    </Text>
                    {hour.reservation.note && (
                      <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                        {hour.reservation.note}
                      </Text>
                    )}
                  </Paper>
                ))
              )}
            </Stack>
          );
        })}
      </SimpleGrid>
    </Stack>
  );
}

function isToday(day: Date): boolean {
  return Math.floor((Date.now() - day.getTime()) / dayMs) === 0;
}

function timesOf(format: ReturnType<typeof useFormatter>, { startsAt, endsAt }: ReservedHour): string {
  return format.dateTimeRange(new Date(startsAt), new Date(endsAt), {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
}

/** The next reserved hours, one a line, with the way to remove what one may. */
export function ReservedTable({ hours }: { hours: ReservedHour[] }) {
  const t = useTranslations();
  const format = useFormatter();
  const [remove] = useMutation(RemoveReservationDocument, { refetchQueries: [ReservedHoursDocument] });
  if (hours.length === 0) return <EmptyState title={t('reservations.none')}>{t('reservations.noneText')}</EmptyState>;
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('reservations.when')}</Table.Th>
            <Table.Th>{t('reservations.course')}</Table.Th>
            <Table.Th>{t('reservations.slots')}</Table.Th>
            <Table.Th>{t('reservations.repeats')}</Table.Th>
            <Table.Td />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {hours.map(({ startsAt, endsAt, reservation }) => (
            <Table.Tr key={startsAt}>
              <Table.Td>
                {format.dateTimeRange(new Date(startsAt), new Date(endsAt), {
                  weekday: 'short',
                  day: 'numeric',
                  month: 'short',
                  hour: '2-digit',
                  minute: '2-digit',
                  hourCycle: 'h23',
                })}
              </Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>
                {reservation.course?.title ?? t('reservations.otherCourse')}
                {reservation.note && (
                  <Text size="xs" c="dimmed">
                    {reservation.note}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>{reservation.slots ?? t('reservations.all')}</Table.Td>
              <Table.Td>
                {reservation.untilDate === null
                  ? t('reservations.once')
                  : t('reservations.weekly', { until: reservation.untilDate })}
                <Text size="xs" c="dimmed">
                  {t('reservations.clock', {
                    from: reservation.from,
                    to: reservation.to,
                    timeZone: reservation.timeZone,
                  })}
                </Text>
              </Table.Td>
              <Table.Td ta="right">
                {reservation.mayRemove && (
                  <ConfirmButton
                    label={t('reservations.remove')}
                    title={t('reservations.removeTitle')}
                    onConfirm={() => remove({ variables: { id: reservation.id } })}
                  >
                    <Text size="sm">
                      {reservation.untilDate === null
                        ? t('reservations.removeOnce')
                        : t('reservations.removeWeekly', { until: reservation.untilDate })}
                    </Text>
                  </ConfirmButton>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
