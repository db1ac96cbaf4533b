'use client';

import { useMutation } from '@apollo/client/react';
import { Alert, Button, Group, NativeSelect, Paper, Progress, Stack, Text, Title } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { type LectureChoice, type LectureChoiceField, lectureChoiceFields } from '#contracts/lectureChoices';
import { isFinished } from '#contracts/runStatus';
import { errorText } from '../../graphql/apiError.ts';
import {
  type GuestLectureQuery,
  type LectureRunFieldsFragment,
  SubmitLectureRunDocument,
} from '../../graphql/generated/graphql.ts';
import { EmptyState } from '../page/EmptyState.tsx';
import { useFormats } from '../page/formats.ts';
import { QueryState } from '../page/QueryState.tsx';
import { choicesText, choiceText, openFields } from './choiceTexts.ts';
import { OwnCurve } from './OwnCurve.tsx';
import { valuesOf } from './swarm.ts';
import { asGuest, useGuestLecture } from './useGuest.ts';

type Lecture = NonNullable<GuestLectureQuery['guestLecture']>;

/** What a guest does: choose, train, see the curve, try again. */
export function TryRecipes({ token, onOver }: { token: string; onOver: () => void }) {
  const t = useTranslations();
  const { data, error, refetch, isBusy } = useGuestLecture(token);
  if (data && data.guestLecture === null)
    return (
      <EmptyState title={t('lectures.phone.out')}>
        <Stack align="center">
          {t('lectures.phone.outText')}
          <Button variant="default" onClick={onOver}>
            {t('lectures.phone.enterCode')}
          </Button>
        </Stack>
      </EmptyState>
    );
  if (!data?.guestLecture) return <QueryState result={{ data: undefined, error, refetch }}>{() => null}</QueryState>;
  const lecture = data.guestLecture;
  return (
    <Stack>
      <Stack gap={0}>
        <Title order={1} size="h2" style={{ overflowWrap: 'anywhere' }}>
          {lecture.title}
        </Title>
        <Text c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {t('lectures.phone.hello', { name: lecture.nickname })}
        </Text>
      </Stack>
      {error && (
        <Alert color="orange" role="status">
          {t('lectures.phone.unreachable')}
        </Alert>
      )}
      <Choose lecture={lecture} token={token} isBusy={isBusy} onSubmitted={refetch} />
      <LastRun lecture={lecture} />
      <Earlier lecture={lecture} />
    </Stack>
  );
}

function Choose({
  lecture,
  token,
  isBusy,
  onSubmitted,
}: {
  lecture: Lecture;
  token: string;
  isBusy: boolean;
  onSubmitted: () => unknown;
}) {
  const t = useTranslations();
  const { choices, runs, runsLeft } = lecture;
  const [submit, { loading }] = useMutation(SubmitLectureRunDocument, {
    context: asGuest(token),
    fetchPolicy: 'no-cache',
  });
  const [choice, setChoice] = useState<LectureChoice>(
    () => Object.fromEntries(lectureChoiceFields.map((field) => [field, valuesOf(choices, field)[0]])) as never,
  );
  const [problem, setProblem] = useState<string>();
  const train = async (event: FormEvent) => {
    event.preventDefault();
    setProblem(undefined);
    try {
      await submit({ variables: { input: choice } });
      await onSubmitted();
    } catch (error) {
      setProblem(errorText(t, error));
    }
  };
  return (
    <form onSubmit={train}>
      <Stack gap="sm">
        {lectureChoiceFields.map((field: LectureChoiceField) => {
          const values = valuesOf(choices, field);
          const options = values.map((value) => ({
            value,
            label: choiceText(t, field, { ...choice, [field]: value }),
          }));
          if (values.length === 1)
            return (
              <Text key={field} size="sm">
                {t(`lectures.field.${field}`)}: {options[0]!.label}
              </Text>
            );
          return (
            <NativeSelect
              key={field}
              size="md"
              label={t(`lectures.field.${field}`)}
              data={options}
              value={choice[field]}
              onChange={({ currentTarget }) => setChoice({ ...choice, [field]: currentTarget.value } as LectureChoice)}
            />
          );
        })}
        <Button type="submit" size="md" loading={loading} disabled={isBusy || runsLeft === 0}>
          {isBusy
            ? t('lectures.phone.busy')
            : runs.length === 0
              ? t('lectures.phone.train')
              : t('lectures.phone.again')}
        </Button>
        <Text size="sm" c={problem ? undefined : 'dimmed'} role={problem ? 'alert' : 'status'}>
          {problem ?? (runsLeft === 0 ? t('lectures.phone.noneLeft') : t('lectures.phone.left', { count: runsLeft }))}
        </Text>
      </Stack>
    </form>
  );
}

function LastRun({ lecture }: { lecture: Lecture }) {
  const t = useTranslations();
  const formats = useFormats();
  const run = lecture.runs.at(-1);
  if (!run) return null;
  const { epochs } = lecture.choices;
  const isOpen = !isFinished(run.status);
  return (
    <Paper withBorder p="md" component="section" aria-label={t('lectures.phone.curve')}>
      <Stack gap="sm">
        <Title order={2}>{t('lectures.phone.curve')}</Title>
        <Text size="sm" c="dimmed">
          {choicesText(t, run, openFields(lecture.choices))}
        </Text>
        {isOpen && (
          <Progress value={(100 * run.curve.length) / epochs} animated aria-label={t('lectures.phone.busy')} />
        )}
        <Text role="status">{statusText(run)}</Text>
        {run.curve.length > 0 ? (
          <OwnCurve run={run} earlier={lecture.runs.slice(0, -1)} epochs={epochs} />
        ) : (
          isOpen && <Text size="sm">{t('lectures.phone.noCurve')}</Text>
        )}
      </Stack>
    </Paper>
  );

  function statusText({ status, curve, best }: LectureRunFieldsFragment): string {
    switch (status) {
      case 'QUEUED':
        return t('lectures.phone.queued');
      case 'PREPARING':
        return t('lectures.phone.preparing');
      case 'TRAINING':
        return t('lectures.phone.training', { epoch: curve.length, epochs });
      case 'EVALUATING':
        return t('lectures.phone.evaluating');
      case 'SUCCEEDED':
        return t('lectures.phone.succeeded', { share: formats.percentOrDash(best) });
      case 'FAILED':
        return t('lectures.phone.failed');
      case 'CANCELLED':
        return t('lectures.phone.cancelled');
    }
  }
}

function Earlier({ lecture }: { lecture: Lecture }) {
  const t = useTranslations();
  const formats = useFormats();
  const done = lecture.runs.filter(({ status }) => status === 'SUCCEEDED').reverse();
  if (done.length < 2) return null;
  return (
    <Paper withBorder p="md" component="section" aria-label={t('lectures.phone.earlier')}>
      <Stack gap="xs">
        <Title order={2}>{t('lectures.phone.earlier')}</Title>
        {done.map((run) => (
          <Group key={run.id} justify="space-between" gap="sm" wrap="nowrap" align="baseline">
            <Text size="sm">{choicesText(t, run, openFields(lecture.choices))}</Text>
            <Text size="sm" fw={600} className="figure">
              {formats.percentOrDash(run.best)}
            </Text>
          </Group>
        ))}
      </Stack>
    </Paper>
  );
}
