'use client';

import { useQuery } from '@apollo/client/react';
import { Anchor, Group, Progress, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { OverviewDocument, type OverviewQuery } from '../../graphql/generated/graphql.ts';
import { CourseFrame, type CourseHead } from '../courses/CourseFrame.tsx';
import { CardTable } from '../page/CardTable.tsx';
import { EmptyState } from '../page/EmptyState.tsx';
import { useFormats } from '../page/formats.ts';
import { Link } from '../page/Link.tsx';
import { QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';
import { Select } from '../page/Select.tsx';
import { Table } from '../page/Table.tsx';

/** How far the class is: for each assignment who has not submitted and who is stuck. */
export function OverviewPage({ id }: { id: string }) {
  return (
    <CourseFrame id={id} staffOnly>
      {(course) => <Overview course={course} />}
    </CourseFrame>
  );
}

function Overview({ course }: { course: CourseHead }) {
  const t = useTranslations();
  const [sectionId, setSection] = useState<string | null>(null);
  const result = useQuery(OverviewDocument, { variables: { id: course.id, sectionId }, pollInterval: 30_000 });
  const data = result.data ?? result.previousData;
  const pending = data?.course.pendingPeople?.totalCount ?? 0;
  return (
    <Section
      title={t('overview.title')}
      description={t('overview.description')}
      actions={
        course.sections.length > 0 && (
          <Select
            aria-label={t('people.section')}
            placeholder={t('overview.allSections')}
            clearable
            data={course.sections.map(({ id, name }) => ({ value: id, label: name }))}
            value={sectionId}
            onChange={setSection}
            w={180}
          />
        )
      }
    >
      {pending > 0 && (
        <Text size="sm">
          {t.rich('overview.pending', {
            count: pending,
            link: (text) => (
              <Anchor component={Link} href={`/courses/${course.id}/people`} underline="always">
                {text}
              </Anchor>
            ),
          })}
        </Text>
      )}
      <QueryState result={{ ...result, data }}>
        {({ course: { assignments } }) =>
          assignments.length === 0 ? (
            <EmptyState title={t('overview.none')} />
          ) : (
            <CardTable minWidth={560} verticalSpacing="sm">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('overview.assignment')}</Table.Th>
                  <Table.Th>{t('overview.submitted')}</Table.Th>
                  <Table.Th ta="right">{t('overview.notSubmitted')}</Table.Th>
                  <Table.Th ta="right">{t('overview.stuck')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {assignments.map((assignment) => (
                  <AssignmentRow
                    key={assignment.id}
                    courseId={course.id}
                    sectionId={sectionId}
                    assignment={assignment}
                  />
                ))}
              </Table.Tbody>
            </CardTable>
          )
        }
      </QueryState>
    </Section>
  );
}

function AssignmentRow(props: {
  courseId: string;
  sectionId: string | null;
  assignment: OverviewQuery['course']['assignments'][number];
}) {
  const { courseId, sectionId, assignment } = props;
  const { id, title, timeZone, closesAt, participation } = assignment;
  const t = useTranslations();
  const formats = useFormats();
  if (!participation) return null;
  const { students, submitted, notSubmitted, excused, stuck } = participation;
  const peopleWith = (filter: 'without' | 'stuck') => {
    const parameters = new URLSearchParams({ [filter]: id, title, ...(sectionId && { section: sectionId }) });
    return `/courses/${courseId}/people?${parameters}`;
  };
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor component={Link} href={`/assignments/${id}`} size="sm" fw={550}>
          {title}
        </Anchor>
        <Text size="xs" c="dimmed">
          {closesAt
            ? t(Date.parse(closesAt) > Date.now() ? 'overview.closes' : 'overview.closed', {
                time: formats.momentIn(closesAt, timeZone),
              })
            : t('overview.noEnd')}
        </Text>
        {submitted > 0 && (
          <Anchor component={Link} href={`/assignments/${id}/leaderboard#statistics`} size="xs">
            {t.rich('overview.statistics', {
              title,
              hidden: (text) => <span className="visually-hidden">{text}</span>,
            })}
          </Anchor>
        )}
      </Table.Td>
      <Table.Td miw={160}>
        <Group gap="xs" wrap="nowrap">
          <Progress
            value={students === 0 ? 0 : (100 * submitted) / students}
            flex={1}
            aria-label={t('overview.submittedOf', { submitted, students })}
          />
          <Text size="sm" className="figure">
            {t('overview.submittedOf', { submitted, students })}
          </Text>
        </Group>
      </Table.Td>
      <Table.Td ta="right">
        {notSubmitted === 0 ? (
          formats.count(0)
        ) : (
          <Anchor component={Link} href={peopleWith('without')} size="sm">
            {t.rich('overview.notSubmittedWho', {
              count: notSubmitted,
              hidden: (text) => <span className="visually-hidden">{text}</span>,
            })}
          </Anchor>
        )}
        {excused > 0 && (
          <Text size="xs" c="dimmed">
            {t('overview.excused', { count: excused })}
          </Text>
        )}
      </Table.Td>
      <Table.Td ta="right">
        {stuck === 0 ? (
          formats.count(0)
        ) : (
          <Anchor component={Link} href={peopleWith('stuck')} size="sm">
            {t.rich('overview.stuckWho', {
              count: stuck,
              hidden: (text) => <span className="visually-hidden">{text}</span>,
            })}
          </Anchor>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
