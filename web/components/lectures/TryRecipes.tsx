'use client';

import { useMutation, useQuery } from '@apollo/client/react';
import { Alert, Button, Group, NativeSelect, Paper, Progress, Stack, Text, Title } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { type FormEvent, type ReactNode, useState } from 'react';
import { type LectureChoice, type LectureChoiceField, lectureChoiceFields } from '#contracts/lectureChoices';
import { isFinished } from '#contracts/runStatus';
import { errorText } from '../../graphql/apiError.ts';
import {
  GuestClassesDocument,
  type GuestLectureQuery,
  LectureInvitationDocument,
  type LectureRunFieldsFragment,
  SubmitLectureRunDocument,
} from '../../graphql/generated/graphql.ts';
import { useFormats } from '../page/formats.ts';
import { Link } from '../page/Link.tsx';
import { LoadingRows, QueryState } from '../page/QueryState.tsx';
import { choicesText, choiceText, openFields } from './choiceTexts.ts';
import classNames from './lectures.module.css';
import { curveColor, OwnCurves } from './OwnCurves.tsx';
import { valuesOf } from './swarm.ts';
import { asGuest, type SeenLecture, useGuestLecture } from './useGuest.ts';

type Lecture = NonNullable<GuestLectureQuery['guestLecture']>;

/** What a guest does: choose, train, see the curve, try again. */
export function TryRecipes({ code, token, onOver }: { code: string; token: string; onOver: () => void }) {
  const t = useTranslations();
  const { data, error, refetch, isBusy, seen } = useGuestLecture(code, token);
  if (data && data.guestLecture === null) return <Over code={code} seen={seen} onOver={onOver} />;
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
      <Task token={token} />
      <Choose lecture={lecture} token={token} isBusy={isBusy} onSubmitted={refetch} />
      <OwnRuns lecture={lecture} status={<LastStatus lecture={lecture} />} />
    </Stack>
  );
}

/** What is learned: the classes, each with a picture. */
function Task({ token }: { token: string }) {
  const t = useTranslations();
  const { data } = useQuery(GuestClassesDocument, { context: asGuest(token), fetchPolicy: 'no-cache' });
  if (!data?.guestLecture) return null;
  const { classes, classCount } = data.guestLecture;
  const names = classes.map(({ name }) => name).join(', ');
  return (
    <Stack gap="xs">
      <Text>
        {classCount > classes.length
          ? t('lectures.phone.taskOfMany', { names, more: classCount - classes.length })
          : t('lectures.phone.task', { names })}
      </Text>
      <Group gap="sm" align="flex-start">
        {classes.map(
          ({ name, example }) =>
            example && (
              <Stack key={name} gap={2} align="center" maw={96} component="figure" m={0}>
                {/* biome-ignore lint/performance/noImgElement: it comes with the answer; nothing is left to load. */}
                <img src={example} alt="" className={classNames.example} />
                <Text component="figcaption" size="sm" ta="center" style={{ overflowWrap: 'anywhere' }}>
                  {name}
                </Text>
              </Stack>
            ),
        )}
      </Group>
    </Stack>
  );
}

const ends = {
  over: { title: 'lectures.phone.over', text: 'lectures.phone.endedText' },
  removed: { title: 'lectures.phone.removed', text: 'lectures.phone.removedText' },
  noGuests: { title: 'lectures.phone.noGuests', text: 'lectures.phone.noGuestsText' },
} as const;

/** How the lecture ended for this phone, and what it had seen of its own runs. */
function Over({ code, seen, onOver }: { code: string; seen: SeenLecture | null; onOver: () => void }) {
  const t = useTranslations();
  const { data, error } = useQuery(LectureInvitationDocument, { variables: { code }, fetchPolicy: 'no-cache' });
  if (!data && !error) return <LoadingRows rows={4} />;
  const { state, takesGuests } = data?.lectureInvitation ?? {};
  const end = state !== 'OPEN' ? 'over' : takesGuests ? 'removed' : 'noGuests';
  return (
    <Stack>
      <Title order={1} size="h2">
        {t(ends[end].title)}
      </Title>
      <Text>{t(ends[end].text)}</Text>
      <Group>
        {end === 'removed' ? (
          <Button variant="default" onClick={onOver}>
            {t('lectures.phone.anotherName')}
          </Button>
        ) : (
          <Button component={Link} href="/go" variant="default" onClick={onOver}>
            {t('lectures.phone.enterCode')}
          </Button>
        )}
      </Group>
      {seen && <OwnRuns lecture={seen} />}
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
              description={t(`lectures.phone.fields.${field}`)}
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

/** How the newest run goes. */
function LastStatus({ lecture }: { lecture: Lecture }) {
  const t = useTranslations();
  const formats = useFormats();
  const run = lecture.runs.at(-1);
  if (!run) return null;
  const { epochs } = lecture.choices;
  const isOpen = !isFinished(run.status);
  return (
    <>
      <Text size="sm" c="dimmed">
        {choicesText(t, run, openFields(lecture.choices))}
      </Text>
      {isOpen && <Progress value={(100 * run.curve.length) / epochs} animated aria-label={t('lectures.phone.busy')} />}
      <Text role="status">{statusText(run)}</Text>
      {run.curve.length === 0 && isOpen && <Text size="sm">{t('lectures.phone.noCurve')}</Text>}
    </>
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

/** All curves of this phone in one picture, each with what was chosen: so one sees what a choice changes. */
function OwnRuns({ lecture: { runs, choices }, status }: { lecture: SeenLecture; status?: ReactNode }) {
  const t = useTranslations();
  const formats = useFormats();
  const drawn = runs.flatMap((run, index) => (run.curve.length > 0 ? [{ run, color: curveColor(index) }] : []));
  if (runs.length === 0) return null;
  const title = t('lectures.phone.curves');
  return (
    <Paper withBorder p="md" component="section" aria-label={title}>
      <Stack gap="sm">
        <Title order={2}>{title}</Title>
        {status}
        {drawn.length > 0 && (
          <>
            <OwnCurves curves={drawn} epochs={choices.epochs} />
            <Text size="sm" c="dimmed">
              {t('lectures.phone.bestShares')}
            </Text>
            <Stack component="ul" gap="xs" m={0} p={0} style={{ listStyle: 'none' }}>
              {drawn.toReversed().map(({ run, color }) => (
                <Group component="li" key={run.id} justify="space-between" gap="sm" wrap="nowrap" align="baseline">
                  <Text size="sm">
                    <span className={classNames.swatch} style={{ background: color }} />
                    {choicesText(t, run, openFields(choices))}
                  </Text>
                  <Text size="sm" fw={600} className="figure">
                    {formats.percentOrDash(run.best)}
                  </Text>
                </Group>
              ))}
            </Stack>
          </>
        )}
      </Stack>
    </Paper>
  );
}
