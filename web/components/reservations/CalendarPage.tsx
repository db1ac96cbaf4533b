'use client';

import { useQuery } from '@apollo/client/react';
import { Stack } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { CoursesDocument, MachineUseDocument, ReservedHoursDocument } from '../../graphql/generated/graphql.ts';
import { isStaff } from '../accounts/roles.ts';
import { Page } from '../page/Page.tsx';
import { QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';
import { Budgets, CourseUseTable } from './MachineUse.tsx';
import { ReservedTable, ReservedWeek, weekOf, weekOfDay } from './ReservedWeek.tsx';
import { ReserveWorkers } from './ReserveWorkers.tsx';

const weekMs = 7 * 24 * 3600 * 1000;
const refreshMilliseconds = 30_000;

/** When workers are reserved, who uses them, and what is left of one's budgets: for everybody. */
export function CalendarPage() {
  const t = useTranslations();
  const [week, setWeek] = useState(0);
  const monday = useMemo(() => weekOf(week), [week]);
  // From the shown week on, or from now on, whatever is earlier; the calendar and the list share it.
  const range = useMemo(() => {
    const from = Math.min(monday.getTime(), weekOf(0).getTime());
    const to = Math.max(monday.getTime() + 8 * 24 * 3600 * 1000, weekOf(0).getTime() + 6 * weekMs);
    const isShort = to - from < 13 * weekMs;
    return {
      from: new Date(isShort ? from : monday.getTime()),
      to: new Date(isShort ? to : monday.getTime() + 2 * weekMs),
    };
  }, [monday]);
  const hours = useQuery(ReservedHoursDocument, {
    variables: { from: range.from.toISOString(), to: range.to.toISOString(), first: 300 },
  });
  const use = useQuery(MachineUseDocument, { pollInterval: refreshMilliseconds });
  const courses = useQuery(CoursesDocument);
  const taught = courses.data?.courses.filter(({ role }) => isStaff(role)) ?? [];
  const data = hours.data ?? hours.previousData;
  const slots = use.data?.machineUse.slots ?? 0;
  return (
    <Page
      title={t('reservations.title')}
      description={t('reservations.description')}
      crumbs={[{ label: t('workers.title'), href: '/workers' }]}
    >
      <Stack gap="lg">
        <Section
          title={t('reservations.calendar')}
          description={t('reservations.zone', { timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone })}
          actions={
            taught.length > 0 && (
              <ReserveWorkers courses={taught} slots={slots} onReserved={(day) => setWeek(weekOfDay(day))} />
            )
          }
        >
          <QueryState result={{ ...hours, data }} rows={6}>
            {({ reservedHours }) => (
              <Stack gap="lg">
                <ReservedWeek hours={reservedHours} monday={monday} onMove={(by) => setWeek(week + by)} />
                <ReservedTable hours={reservedHours.filter(({ endsAt }) => new Date(endsAt) > new Date())} />
              </Stack>
            )}
          </QueryState>
        </Section>
        <Section title={t('reservations.use')} description={t('reservations.useText', { slots })}>
          <QueryState result={use}>{({ machineUse }) => <CourseUseTable courses={machineUse.courses} />}</QueryState>
        </Section>
        <Section title={t('reservations.budgets')} description={t('reservations.budgetsText')}>
          <QueryState result={courses}>{(data) => <Budgets courses={data.courses} />}</QueryState>
        </Section>
      </Stack>
    </Page>
  );
}
