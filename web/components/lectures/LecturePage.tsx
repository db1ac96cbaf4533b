'use client';

import { useMutation, useQuery } from '@apollo/client/react';
import { Alert, Badge, Button, Code, Group, Progress, Stack, Text, TextInput } from '@mantine/core';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { preparedState } from '#contracts/lectureChoices';
import { errorText } from '../../graphql/apiError.ts';
import {
  DeleteLectureDocument,
  EndLectureDocument,
  LectureDocument,
  type LectureQuery,
  OpenLectureDocument,
  PrepareLectureDocument,
} from '../../graphql/generated/graphql.ts';
import { ConfirmButton } from '../page/ConfirmButton.tsx';
import { CopyLink } from '../page/CopyLink.tsx';
import { FactList } from '../page/FactList.tsx';
import { useFormats } from '../page/formats.ts';
import { Page } from '../page/Page.tsx';
import { QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';
import { choiceText } from './choiceTexts.ts';
import { LecturePeople } from './LecturePeople.tsx';
import { GuestsOff } from './LecturesPage.tsx';
import { PreparationFailures } from './PreparationFailures.tsx';
import { stateColors } from './stateColors.ts';
import { stateText } from './stateText.ts';
import { useRoomAddress } from './useRoomAddress.ts';

type Lecture = LectureQuery['lecture'];

const usualMinutes = '90';

/** What a teacher does with a lecture: prepares it, opens it, looks after it, ends it. */
export function LecturePage({ id }: { id: string }) {
  const t = useTranslations();
  const result = useQuery(LectureDocument, { variables: { id }, pollInterval: 2000 });
  const lecture = result.data?.lecture;
  return (
    <Page
      title={lecture?.title ?? t('lectures.title')}
      crumbs={
        lecture && [
          { label: lecture.assignment.title, href: `/assignments/${lecture.assignment.id}` },
          { label: t('lectures.title'), href: `/assignments/${lecture.assignment.id}/lectures` },
        ]
      }
      actions={
        lecture && (
          <>
            <Badge variant="light" color={stateColors[lecture.state]} size="lg">
              {stateText(lecture, t)}
            </Badge>
            <Button component="a" href={`/lectures/${id}/projector`} target="_blank" rel="noopener">
              {t('lectures.projector')}
              <span className="visually-hidden"> {t('lectures.newTab')}</span>
            </Button>
          </>
        )
      }
    >
      <QueryState result={result} rows={10}>
        {({ lecture }) => (
          <Stack gap="lg">
            {!lecture.assignment.course.guestsInLectures && <GuestsOff courseId={lecture.assignment.course.id} />}
            <Preparation lecture={lecture} />
            <Opening lecture={lecture} />
            {lecture.state !== 'ENDED' && <InTheRoom lecture={lecture} />}
            <LecturePeople lecture={lecture} />
            <Choices lecture={lecture} />
          </Stack>
        )}
      </QueryState>
    </Page>
  );
}

/** Shows what went wrong with the last thing that was tried. */
function useAttempt() {
  const t = useTranslations();
  const [problem, setProblem] = useState<string>();
  const attempt = async (act: () => Promise<unknown>) => {
    setProblem(undefined);
    try {
      await act();
    } catch (error) {
      setProblem(errorText(t, error));
    }
  };
  const alert = problem && (
    <Alert color="red" role="alert">
      {problem}
    </Alert>
  );
  return { attempt, alert };
}

function Preparation({ lecture }: { lecture: Lecture }) {
  const t = useTranslations();
  const formats = useFormats();
  const { id, state, preparation } = lecture;
  const { total, done, failed, share, runsBefore } = preparation;
  const [prepare, { loading }] = useMutation(PrepareLectureDocument, { variables: { id } });
  const { attempt, alert } = useAttempt();
  return (
    <Section title={t('lectures.preparation')} description={t('lectures.preparationText')}>
      <Stack gap="sm">
        {total > 0 && (
          <>
            <Progress
              value={100 * share}
              aria-label={t('lectures.preparationLabel')}
              size="lg"
              color={failed > 0 ? 'orange' : undefined}
            />
            <Text size="sm" role="status">
              {t('lectures.prepared', { done, total, share: formats.wholePercent(share) })}
              {typeof runsBefore === 'number' && <> {t('lectures.preparationWaits', { runs: runsBefore })}</>}
            </Text>
          </>
        )}
        {failed > 0 && <PreparationFailures lecture={lecture} />}
        {alert}
        {(total === 0 || failed > 0) && state !== 'ENDED' && (
          <Group>
            <Button variant={total === 0 ? 'filled' : 'default'} loading={loading} onClick={() => attempt(prepare)}>
              {total === 0 ? t('lectures.prepare') : t('lectures.prepareAgain')}
            </Button>
          </Group>
        )}
      </Stack>
    </Section>
  );
}

function Opening({ lecture }: { lecture: Lecture }) {
  const t = useTranslations();
  const formats = useFormats();
  const router = useRouter();
  const { id, state, endsAt, preparation } = lecture;
  const [minutes, setMinutes] = useState(usualMinutes);
  const [open, opening] = useMutation(OpenLectureDocument);
  const [end] = useMutation(EndLectureDocument, { variables: { id } });
  const [remove] = useMutation(DeleteLectureDocument, { variables: { id } });
  const { attempt, alert } = useAttempt();
  const isOpen = state === 'OPEN';
  const prepared = preparedState(preparation);
  const whyNot = !lecture.assignment.course.guestsInLectures
    ? t('lectures.guestsOff')
    : prepared !== 'READY' && t(`lectures.cannotOpen.${prepared}`);
  const reason = useId();
  return (
    <Section title={stateText(lecture, t)}>
      <Stack gap="sm">
        {isOpen && endsAt && <Text>{t('lectures.openUntil', { time: formats.clock(endsAt) })}</Text>}
        <Group align="flex-end" gap="sm">
          <TextInput
            label={t('lectures.minutes')}
            inputMode="numeric"
            maxLength={3}
            value={minutes}
            onChange={(event) => setMinutes(event.currentTarget.value.replace(/\D/g, ''))}
            w={110}
          />
          <Button
            variant={isOpen ? 'default' : 'filled'}
            loading={opening.loading}
            disabled={whyNot !== false}
            aria-describedby={whyNot === false ? undefined : reason}
            onClick={() => attempt(() => open({ variables: { id, minutes: Number(minutes) } }))}
          >
            {isOpen ? t('lectures.extend') : t('lectures.open')}
          </Button>
          {isOpen && (
            <ConfirmButton
              label={t('lectures.end')}
              title={t('lectures.endTitle')}
              onConfirm={end}
              button={{ size: 'sm' }}
            >
              <Text size="sm">{t('lectures.endText')}</Text>
            </ConfirmButton>
          )}
          <ConfirmButton
            label={t('lectures.delete')}
            title={t('lectures.deleteTitle')}
            onConfirm={async () => {
              await remove();
              router.push(`/assignments/${lecture.assignment.id}/lectures`);
            }}
            button={{ size: 'sm' }}
          >
            <Text size="sm">{t('lectures.deleteText')}</Text>
          </ConfirmButton>
        </Group>
        {whyNot === false && state !== 'ENDED' && (
          <Text size="sm" role="status">
            {preparation.ready < preparation.choices
              ? t('lectures.choicesReadyInPart', { ready: preparation.ready, choices: preparation.choices })
              : t('lectures.choicesReady', { choices: preparation.choices })}
          </Text>
        )}
        {whyNot !== false && (
          <Text id={reason} size="sm" c="dimmed">
            {whyNot}
          </Text>
        )}
        {alert}
      </Stack>
    </Section>
  );
}

/** Where phones find the lecture, and how the site is made to answer them. */
function InTheRoom({ lecture }: { lecture: Lecture }) {
  const t = useTranslations();
  const { address, isLocal } = useRoomAddress(lecture.code, lecture.addresses);
  return (
    <Section title={t('lectures.inTheRoom')} description={t('lectures.inTheRoomText')}>
      <Stack gap="sm">
        <CopyLink link={address} />
        {isLocal && (
          <Alert color="orange" title={t('lectures.unreachable')} role="status">
            {lecture.addresses.length === 0 ? (
              t('lectures.noNetwork')
            ) : (
              <Stack gap="xs">
                <Text size="sm">{t('lectures.unreachableText')}</Text>
                {lecture.addresses.map((site) => (
                  <Code block key={site} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                    {`SITE_HOST=0.0.0.0 WEB_PORT=${new URL(site).port || '80'} SITE_URL=${site} npm start`}
                  </Code>
                ))}
              </Stack>
            )}
          </Alert>
        )}
        <Text size="sm" c="dimmed">
          {t('lectures.network')}
        </Text>
      </Stack>
    </Section>
  );
}

function Choices({ lecture }: { lecture: Lecture }) {
  const t = useTranslations();
  const { networks, freezes, heads, augmentations, fromScratch, epochs } = lecture.choices;
  const listed = (values: readonly string[]) => values.join(', ') || '–';
  const text = { network: 'CNN', freeze: 'ALL', head: 'LINEAR', augmentation: 'NONE' } as const;
  return (
    <Section title={t('lectures.choices')}>
      <FactList
        facts={[
          [
            t('lectures.networks'),
            listed(
              networks.map(({ backbone, inputSize }) =>
                inputSize
                  ? t('lectures.networkAt', { network: backbone, pixels: inputSize })
                  : t('lectures.networkAtOwn', { network: backbone }),
              ),
            ),
          ],
          [t('lectures.freezes'), listed(freezes.map((freeze) => choiceText(t, 'freeze', { ...text, freeze })))],
          [t('lectures.heads'), listed(heads.map((head) => choiceText(t, 'head', { ...text, head })))],
          [
            t('lectures.augmentations'),
            listed(augmentations.map((augmentation) => choiceText(t, 'augmentation', { ...text, augmentation }))),
          ],
          [t('lectures.fromScratch'), listed(fromScratch)],
          [t('lectures.epochs'), String(epochs)],
          [t('lectures.mostGuests'), String(lecture.mostGuests)],
        ]}
      />
    </Section>
  );
}
