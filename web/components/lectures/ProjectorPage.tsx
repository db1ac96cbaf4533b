'use client';

import { useQuery } from '@apollo/client/react';
import { Button, Group, Paper, SegmentedControl, Stack, Switch, Text, Title } from '@mantine/core';
import { useDisclosure, useLocalStorage } from '@mantine/hooks';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import type { LectureChoiceField } from '#contracts/lectureChoices';
import { ProjectedLectureDocument, type ProjectedLectureQuery } from '../../graphql/generated/graphql.ts';
import { Dialog } from '../page/Dialog.tsx';
import { EmptyState } from '../page/EmptyState.tsx';
import { useFormats } from '../page/formats.ts';
import { Link } from '../page/Link.tsx';
import { QueryState } from '../page/QueryState.tsx';
import { Table } from '../page/Table.tsx';
import { choicesText, choiceText, openFields } from './choiceTexts.ts';
import { LectureMap } from './LectureMap.tsx';
import classes from './lectures.module.css';
import { QrCode } from './QrCode.tsx';
import { Swarm } from './Swarm.tsx';
import { stateText } from './stateText.ts';
import { boardOf, groupsOf, lateMean } from './swarm.ts';
import { useRoomAddress } from './useRoomAddress.ts';

type Lecture = ProjectedLectureQuery['lecture'];

/** How often the wall is brought up to date: one question for everything, so nothing is missed after a break. */
const everyMs = 1000;
/** So many rows of the board fit beside the curves. */
const shownRows = 10;

/** What fills the wall beside the board: all of it fits a screen, so that nobody has to scroll. */
const views = ['CURVES', 'MAP'] as const;
type View = (typeof views)[number];

/** A lecture on the wall: how to join, all curves or the map, and the board. In large letters. */
export function ProjectorPage({ id }: { id: string }) {
  const result = useQuery(ProjectedLectureDocument, {
    variables: { id },
    pollInterval: everyMs,
    // A new object each second would only fill the cache.
    fetchPolicy: 'no-cache',
  });
  return (
    <div className={classes.projector} data-projector>
      <QueryState result={result} rows={10}>
        {({ lecture }) => <Wall lecture={lecture} />}
      </QueryState>
    </div>
  );
}

function Wall({ lecture }: { lecture: Lecture }) {
  const t = useTranslations();
  const fields = openFields(lecture.choices);
  const [chosen, setChosen] = useState<LectureChoiceField>();
  const [view, setView] = useState<View>('CURVES');
  const field = chosen ?? fields[0]!;
  const { runs, choices } = lecture;
  return (
    <>
      <Head lecture={lecture}>
        <SegmentedControl
          aria-label={t('lectures.view')}
          value={view}
          onChange={(value) => setView(value as View)}
          data={views.map((value) => ({ value, label: t(`lectures.views.${value}`) }))}
        />
        {lecture.state !== 'ENDED' && <LargeCode lecture={lecture} />}
        <Button variant="default" onClick={() => void document.documentElement.requestFullscreen?.()}>
          {t('lectures.fullScreen')}
        </Button>
        <Button component={Link} href={`/lectures/${lecture.id}`} variant="subtle">
          {t('lectures.toLecture')}
        </Button>
      </Head>
      <div className={classes.wall}>
        {view === 'MAP' ? (
          <LectureMap id={lecture.id} networks={choices.networks.map(({ backbone }) => backbone)} />
        ) : (
          <Paper withBorder p="sm" component="section" aria-label={t('lectures.swarm')} className={classes.panel}>
            <Group justify="space-between" gap="sm">
              <div>
                <Title order={2} className={classes.large}>
                  {t('lectures.swarm')}
                </Title>
                <Text c="dimmed" className={classes.note}>
                  {t('lectures.swarmText')}
                </Text>
              </div>
              {fields.length > 1 && (
                <SegmentedControl
                  size="md"
                  aria-label={t('lectures.colourBy')}
                  value={field}
                  onChange={(value) => setChosen(value as LectureChoiceField)}
                  data={fields.map((value) => ({ value, label: t(`lectures.field.${value}`) }))}
                />
              )}
            </Group>
            <Swarm
              runs={runs}
              choices={choices}
              field={field}
              classCount={lecture.assignment.datasetVersion.classNames.length}
            />
            <Means lecture={lecture} field={field} />
          </Paper>
        )}
        <Board lecture={lecture} fields={fields} />
      </div>
    </>
  );
}

/** The way into the lecture beside its title, what may be chosen on the wall, and how it goes: a row on a projector. */
function Head({ lecture, children }: { lecture: Lecture; children: ReactNode }) {
  const t = useTranslations();
  const { title, code, addresses, state, endsAt, guestCount, runs } = lecture;
  const { address } = useRoomAddress(code, addresses);
  const submitted = runs.filter(({ part }) => part === 'GUEST').length;
  const left = endsAt ? Math.max(0, Math.ceil((new Date(endsAt).getTime() - Date.now()) / 60_000)) : 0;
  return (
    <header className={classes.head}>
      {state !== 'ENDED' && <QrCode text={address} label={t('lectures.scan')} size="clamp(7rem, 17vh, 18rem)" />}
      <div className={classes.about}>
        <Title order={1} className={classes.title}>
          {title}
        </Title>
        {state === 'OPEN' && (
          <Text className={classes.large}>{t('lectures.wallClasses', { names: classesOf(lecture) })}</Text>
        )}
        {state !== 'ENDED' && (
          <>
            <Text className={classes.large}>
              {t('lectures.scan')} {t('lectures.orType')}
            </Text>
            <Group gap="xl" style={{ rowGap: 0 }} className={classes.address}>
              <span>{address.replace(/^https?:\/\//, '')}</span>
              <span>{t('lectures.code', { code })}</span>
            </Group>
          </>
        )}
      </div>
      <Stack gap="xs">
        <Group gap="xs">{children}</Group>
        <Group gap="xl" style={{ rowGap: 0 }} role="status" className={classes.large}>
          {state !== 'OPEN' && (
            <Text inherit fw={650}>
              {stateText(lecture, t)}
            </Text>
          )}
          <Text inherit>{t('lectures.people', { count: guestCount })}</Text>
          <Text inherit>{t('lectures.runs', { count: submitted })}</Text>
          {state === 'OPEN' && <Text inherit>{t('lectures.minutesLeft', { count: left })}</Text>}
        </Group>
      </Stack>
    </header>
  );
}

/** So many names of classes fit the wall's head. */
const shownClasses = 8;

function classesOf({ assignment }: Lecture): string {
  const { classNames } = assignment.datasetVersion;
  const left = classNames.length - shownClasses;
  return [...classNames.slice(0, shownClasses), ...(left > 0 ? ['…'] : [])].join(', ');
}

/** The code as large as the screen, for the last rows of a hall. */
function LargeCode({ lecture: { code, addresses } }: { lecture: Lecture }) {
  const t = useTranslations();
  const { address } = useRoomAddress(code, addresses);
  const [isOpen, { open, close }] = useDisclosure();
  return (
    <>
      <Button variant="default" onClick={open}>
        {t('lectures.enlarge')}
      </Button>
      <Dialog opened={isOpen} onClose={close} fullScreen title={t('lectures.scan')}>
        <Stack align="center" gap="sm">
          <QrCode text={address} label={t('lectures.scan')} size="min(74vh, 90vw)" />
          <Text fw={700} className={classes.title} style={{ overflowWrap: 'anywhere' }}>
            {address.replace(/^https?:\/\//, '')}
          </Text>
        </Stack>
      </Dialog>
    </>
  );
}

/** What the swarm says, in numbers: the text form of the picture, and its legend. */
function Means({ lecture, field }: { lecture: Lecture; field: LectureChoiceField }) {
  const t = useTranslations();
  const formats = useFormats();
  const scratch = lecture.runs.filter(({ part, best }) => part === 'SCRATCH' && best !== null);
  return (
    <Table.ScrollContainer minWidth={480}>
      <Table className={classes.large} verticalSpacing={2} aria-label={t('lectures.means')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t(`lectures.field.${field}`)}</Table.Th>
            <Table.Th ta="right">{t('lectures.runsHead')}</Table.Th>
            <Table.Th ta="right">{t('lectures.firstEpoch')}</Table.Th>
            <Table.Th ta="right">{t('lectures.late')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {groupsOf(lecture.runs, lecture.choices, field).map(
            ({ value, color, choice, runs, firstEpoch, late, spread }) => (
              <Table.Tr key={value}>
                <Table.Td>
                  <span className={classes.swatch} style={{ background: color }} />
                  {choiceText(t, field, choice)}
                </Table.Td>
                <Table.Td ta="right">{formats.count(runs)}</Table.Td>
                <Table.Td ta="right">{formats.percentOrDash(firstEpoch)}</Table.Td>
                <Table.Td ta="right">
                  {formats.percentOrDash(late)}
                  {spread !== null && ` ± ${formats.percent(spread)}`}
                </Table.Td>
              </Table.Tr>
            ),
          )}
          {scratch.map((run) => (
            <Table.Tr key={run.id}>
              <Table.Td>
                <span className={`${classes.swatch} ${classes.scratch}`} />
                {t('lectures.scratch', { network: run.network })}
              </Table.Td>
              <Table.Td ta="right">1</Table.Td>
              <Table.Td ta="right">{formats.percentOrDash(run.curve[0])}</Table.Td>
              <Table.Td ta="right">{formats.percentOrDash(lateMean(run.curve))}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Board({ lecture, fields }: { lecture: Lecture; fields: readonly LectureChoiceField[] }) {
  const t = useTranslations();
  // Who has hidden the names wants them hidden in the next window, too, and in the next lecture.
  const [namesShown, setNamesShown] = useLocalStorage({
    key: 'downstream.lectureNames',
    defaultValue: true,
    getInitialValueInEffect: false,
  });
  const formats = useFormats();
  const rows = boardOf(lecture.runs).slice(0, shownRows);
  return (
    <Paper withBorder p="sm" component="section" aria-label={t('lectures.board')} className={classes.panel}>
      <Group justify="space-between" gap="sm">
        <Title order={2} className={classes.large}>
          {t('lectures.board')}
        </Title>
        <Switch
          label={t('lectures.showNames')}
          checked={namesShown}
          onChange={({ currentTarget }) => setNamesShown(currentTarget.checked)}
        />
      </Group>
      {rows.length === 0 ? (
        <EmptyState title={t('lectures.waiting')}>{t('lectures.waitingText')}</EmptyState>
      ) : (
        <ol className={classes.board}>
          {rows.map(({ place, guestNumber, nickname, best, run }) => (
            <Group component="li" key={guestNumber} wrap="nowrap" align="flex-start" gap="md">
              <Text fw={700} className={classes.row} w={36} ta="right">
                {place}
              </Text>
              <Stack gap={0} flex={1} miw={0}>
                <Text className={classes.row} fw={600} style={{ overflowWrap: 'anywhere' }}>
                  {(namesShown && nickname) || t('lectures.guest', { number: guestNumber })}
                </Text>
                <Text c="dimmed">{choicesText(t, run, fields)}</Text>
              </Stack>
              <Text className={`${classes.row} figure`}>{formats.percent(best)}</Text>
            </Group>
          ))}
        </ol>
      )}
    </Paper>
  );
}
