'use client';

import { useMutation } from '@apollo/client/react';
import { Alert, Button, Checkbox, Group, NumberInput, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { daysAfter, momentOf, wallTimeOf } from '#contracts/courseTime';
import { describeError, errorText } from '../../graphql/apiError.ts';
import {
  GrantExtensionDocument,
  ManageAssignmentDocument,
  type ManageAssignmentQuery,
  RevokeExtensionDocument,
} from '../../graphql/generated/graphql.ts';
import { StudentSelect } from '../members/StudentSelect.tsx';
import { CardTable } from '../page/CardTable.tsx';
import { ConfirmButton } from '../page/ConfirmButton.tsx';
import { EmptyState } from '../page/EmptyState.tsx';
import { useFormats } from '../page/formats.ts';
import { Section } from '../page/Section.tsx';
import { Select } from '../page/Select.tsx';
import { Table } from '../page/Table.tsx';

type Assignment = ManageAssignmentQuery['assignment'];

/** More time, runs or seconds for single students and sections. */
export function Extensions({ assignment }: { assignment: Assignment }) {
  const t = useTranslations();
  const formats = useFormats();
  const { id: assignmentId, timeZone } = assignment;
  const end = assignment.dueAt ?? assignment.closesAt;
  const [revoke] = useMutation(RevokeExtensionDocument, { refetchQueries: [ManageAssignmentDocument] });
  const until = (seconds: number) =>
    end && seconds > 0 ? formats.momentIn(new Date(Date.parse(end) + seconds * 1000), timeZone) : '–';
  const extensions = assignment.extensions ?? [];
  return (
    <Section title={t('extensions.title')} description={t('extensions.description')}>
      {extensions.length === 0 ? (
        <EmptyState title={t('extensions.none')} />
      ) : (
        <CardTable minWidth={640} aria-label={t('extensions.title')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('extensions.whom')}</Table.Th>
              <Table.Th>{assignment.dueAt ? t('extensions.newDue') : t('extensions.newClosing')}</Table.Th>
              <Table.Th>{t('extensions.runs')}</Table.Th>
              <Table.Th>{t('extensions.minutes')}</Table.Th>
              <Table.Th>{t('extensions.reason')}</Table.Th>
              <Table.Th />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {extensions.map((extension) => (
              <Table.Tr key={extension.id}>
                <Table.Td>
                  {extension.student?.name ?? t('extensions.section', { name: extension.sectionName ?? '' })}
                </Table.Td>
                <Table.Td>{until(extension.extraSeconds)}</Table.Td>
                <Table.Td>{extension.extraRuns || '–'}</Table.Td>
                <Table.Td>{extension.extraBudgetSeconds / 60 || '–'}</Table.Td>
                <Table.Td>{extension.reason}</Table.Td>
                <Table.Td>
                  <ConfirmButton
                    label={t('extensions.revoke')}
                    title={t('extensions.revokeTitle')}
                    button={{ size: 'compact-xs', variant: 'subtle', color: 'red' }}
                    onConfirm={() => revoke({ variables: { assignmentId, id: extension.id } })}
                  >
                    <Text size="sm">{t('extensions.revokeText')}</Text>
                  </ConfirmButton>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </CardTable>
      )}
      <GrantForm assignment={assignment} end={end ?? null} />
    </Section>
  );
}

const untouched = {
  studentId: null as string | null,
  sectionId: null as string | null,
  runs: 0,
  minutes: 0,
  reason: '',
};

function GrantForm({ assignment, end }: { assignment: Assignment; end: string | null }) {
  const t = useTranslations();
  const { timeZone, course } = assignment;
  const [fields, setFields] = useState(untouched);
  const [until, setUntil] = useState('');
  const [problem, setProblem] = useState<{ message: string; needsConfirmation: boolean }>();
  const [confirmed, setConfirmed] = useState(false);
  const [grant, { loading }] = useMutation(GrantExtensionDocument, {
    refetchQueries: [ManageAssignmentDocument],
    awaitRefetchQueries: true,
  });
  const change = (changed: Partial<typeof untouched>) => setFields({ ...fields, ...changed });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setProblem(undefined);
    const extraSeconds = until && end ? Math.round((momentOf(until, timeZone).getTime() - Date.parse(end)) / 1000) : 0;
    const { studentId, sectionId, runs, minutes } = fields;
    const refuse = (message: string) => setProblem({ message, needsConfirmation: false });
    if (extraSeconds < 0) return refuse(t('extensions.earlier'));
    if (studentId === null && sectionId === null) return refuse(t('extensions.nobody'));
    if (extraSeconds === 0 && runs === 0 && minutes === 0) return refuse(t('extensions.nothing'));
    try {
      await grant({
        variables: {
          input: {
            assignmentId: assignment.id,
            studentId: fields.studentId,
            sectionId: fields.sectionId,
            extraSeconds,
            extraRuns: fields.runs,
            extraBudgetSeconds: Math.round(fields.minutes * 60),
            reason: fields.reason,
            confirmed,
          },
        },
      });
    } catch (error) {
      const { code } = describeError(error);
      return setProblem({ message: errorText(t, error), needsConfirmation: code === 'CONFIRMATION_NEEDED' });
    }
    notifications.show({ message: t('extensions.granted') });
    setFields(untouched);
    setUntil('');
    setConfirmed(false);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Text fw={600}>{t('extensions.grant')}</Text>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <StudentSelect
            courseId={course.id}
            label={t('extensions.student')}
            value={fields.studentId}
            onChange={(studentId) => change({ studentId, sectionId: null })}
          />
          {course.sections.length > 0 && (
            <Select
              label={t('extensions.orSection')}
              clearable
              data={course.sections.map(({ id, name }) => ({ value: id, label: name }))}
              value={fields.sectionId}
              onChange={(sectionId) => change({ sectionId, studentId: null })}
            />
          )}
        </SimpleGrid>
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          {end && (
            <Stack gap={4}>
              <TextInput
                type="datetime-local"
                label={assignment.dueAt ? t('extensions.newDue') : t('extensions.newClosing')}
                description={t('assignments.inZone', { timeZone })}
                value={until}
                onChange={(event) => setUntil(event.currentTarget.value)}
              />
              <Group gap={4}>
                {[1, 3, 7].map((days) => (
                  <Button
                    key={days}
                    size="compact-xs"
                    variant="default"
                    onClick={() => setUntil(wallTimeOf(daysAfter(end, days, timeZone), timeZone))}
                  >
                    {t('extensions.days', { days })}
                  </Button>
                ))}
              </Group>
            </Stack>
          )}
          <NumberInput
            label={t('extensions.runs')}
            description={t('extensions.runsDescription')}
            min={0}
            max={1000}
            allowDecimal={false}
            value={fields.runs}
            onChange={(runs) => change({ runs: Number(runs) })}
          />
          <NumberInput
            label={t('extensions.minutes')}
            description={t('extensions.minutesDescription')}
            min={0}
            value={fields.minutes}
            onChange={(minutes) => change({ minutes: Number(minutes) })}
          />
        </SimpleGrid>
        <TextInput
          label={t('extensions.reason')}
          description={t('extensions.reasonDescription')}
          value={fields.reason}
          onChange={(event) => change({ reason: event.currentTarget.value })}
        />
        {problem && (
          <Alert color="red" role="alert" title={t('extensions.notGranted')}>
            {problem.message}
            {problem.needsConfirmation && (
              <Checkbox
                mt="sm"
                label={t('extensions.confirm')}
                checked={confirmed}
                onChange={(event) => setConfirmed(event.currentTarget.checked)}
              />
            )}
          </Alert>
        )}
        <Button type="submit" loading={loading} style={{ alignSelf: 'flex-start' }}>
          {t('extensions.submit')}
        </Button>
      </Stack>
    </form>
  );
}
