'use client';

import { useMutation, useQuery } from '@apollo/client/react';
import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { errorText } from '../../graphql/apiError.ts';
import {
  AdmitPendingDocument,
  CoursePeopleDocument,
  PendingPeopleDocument,
  type PendingPeopleQuery,
  RemovePendingDocument,
} from '../../graphql/generated/graphql.ts';
import type { CourseHead } from '../courses/CourseFrame.tsx';
import { CardTable } from '../page/CardTable.tsx';
import { ConfirmButton } from '../page/ConfirmButton.tsx';
import { Pager, usePages } from '../page/Pager.tsx';
import { pageRows } from '../page/pageRows.ts';
import { QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';
import { Table } from '../page/Table.tsx';
import { useSite } from '../page/useSite.ts';

/** So many are listed at once; more would hide the people of the course below. */
const fewPeople = 5;

/** People of the roster who are not in the course yet. Nothing where there are none. */
export function PendingPeople({ course: { id: courseId, archivedAt } }: { course: CourseHead }) {
  const pages = usePages(courseId);
  const result = useQuery(PendingPeopleDocument, {
    variables: { id: courseId, first: pageRows, after: pages.after },
  });
  return (
    <QueryState result={result} rows={0}>
      {({ course: { pendingPeople, pendingSignedUp } }) =>
        pendingPeople &&
        pendingPeople.totalCount > 0 && (
          <Pending
            courseId={courseId}
            people={pendingPeople}
            signedUp={pendingSignedUp ?? 0}
            pages={pages}
            isArchived={archivedAt != null}
          />
        )
      }
    </QueryState>
  );
}

interface PendingProps {
  courseId: string;
  people: NonNullable<PendingPeopleQuery['course']['pendingPeople']>;
  /** How many of them have an account. */
  signedUp: number;
  pages: ReturnType<typeof usePages>;
  isArchived: boolean;
}

function Pending({ courseId, people, signedUp, pages, isArchived }: PendingProps) {
  const t = useTranslations();
  const mailless = useSite()?.mailDelivery === 'NONE';
  const [isShown, { toggle }] = useDisclosure(people.totalCount <= fewPeople);
  const options = { refetchQueries: [PendingPeopleDocument, CoursePeopleDocument], awaitRefetchQueries: true };
  const [admit, { loading }] = useMutation(AdmitPendingDocument, options);
  const [remove] = useMutation(RemovePendingDocument, options);
  const admitAll = async () => {
    try {
      const answer = await admit({ variables: { courseId } });
      notifications.show({ message: t('people.admitted', { count: answer.data?.admitPending ?? 0 }) });
    } catch (error) {
      notifications.show({ color: 'red', title: t('courses.notChanged'), message: errorText(t, error) });
    }
  };
  return (
    <Section
      title={t('people.pending', { count: people.totalCount })}
      description={t(mailless ? 'people.pendingWithoutMail' : 'people.pendingDescription')}
    >
      <Group justify="space-between" gap="sm">
        <Group gap="sm">
          <Text size="sm" fw={550}>
            {t('people.signedUp', { signedUp, count: people.totalCount })}
          </Text>
          {signedUp > 0 && !isArchived && (
            <Button size="xs" loading={loading} onClick={admitAll}>
              {t('people.admit', { count: signedUp })}
            </Button>
          )}
        </Group>
        <Button size="xs" variant="default" aria-expanded={isShown} onClick={toggle}>
          {t(isShown ? 'people.hidePending' : 'people.showPending')}
        </Button>
      </Group>
      {isShown && (
        <Stack gap="sm">
          <CardTable minWidth={480} verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('people.name')}</Table.Th>
                <Table.Th>{t('people.number')}</Table.Th>
                <Table.Th>{t('people.section')}</Table.Th>
                <Table.Td />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {people.nodes.map(({ email, name, hasAccount, studentNumber, section }) => (
                <Table.Tr key={email}>
                  <Table.Td>
                    <Group gap={6}>
                      <Text size="sm">{name}</Text>
                      {hasAccount && (
                        <Badge size="sm" variant="light" color="teal" tt="none">
                          {t('people.hasSignedUp')}
                        </Badge>
                      )}
                    </Group>
                    <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                      {email}
                    </Text>
                  </Table.Td>
                  <Table.Td>{studentNumber}</Table.Td>
                  <Table.Td>{section?.name}</Table.Td>
                  <Table.Td>
                    <Group justify="flex-end">
                      {!isArchived && (
                        <ConfirmButton
                          label={t('people.forget')}
                          title={t('people.forgetTitle', { email })}
                          onConfirm={() => remove({ variables: { courseId, emails: [email] } })}
                          button={{ size: 'compact-sm', variant: 'subtle', color: 'red' }}
                        >
                          <Text size="sm">{t('people.forgetText')}</Text>
                        </ConfirmButton>
                      )}
                    </Group>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </CardTable>
          <Pager pages={pages} rows={people.nodes.length} total={people.totalCount} ends={people.pageInfo} />
        </Stack>
      )}
    </Section>
  );
}
