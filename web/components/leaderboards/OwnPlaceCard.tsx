'use client';

import { Group, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useFormats } from '../page/formats.ts';
import { Section } from '../page/Section.tsx';
import { ScoreText } from '../scores/ScoreText.tsx';
import { WhyRange } from '../scores/WhyRange.tsx';
import type { Board } from './LeaderboardTable.tsx';

/** One's own place, wherever it is on the board, and how it moved. */
export function OwnPlaceCard({ board, own }: { board: Board; own: NonNullable<Board['own']> }) {
  const t = useTranslations();
  const formats = useFormats();
  const { entry, place, participants, sharedBy } = own;
  return (
    <Section title={t('leaderboards.own')}>
      <Group gap={48} align="flex-start" style={{ rowGap: 16 }}>
        <Stack gap={2}>
          <Text fz={36} fw={680} lh={1} className="figure">
            {t('leaderboards.ownPlace', { place })}
          </Text>
          <Text size="sm" c="dimmed" maw={240}>
            {sharedBy > 1
              ? t('leaderboards.ownShared', { participants, sharedBy })
              : t('leaderboards.ownAmong', { participants })}
          </Text>
        </Stack>
        <ScoreText score={entry.scoreRange} size="xl" />
        <Stack gap={2} maw={420}>
          <WhyRange score={entry.scoreRange} />
          {board.mode === 'PSEUDONYMS' && entry.pseudonym && (
            <Text size="sm">{t('leaderboards.ownPseudonym', { pseudonym: entry.pseudonym })}</Text>
          )}
          {!board.isFinal && (
            <Text size="sm" c="dimmed">
              {t('leaderboards.answersLeft', { left: own.answersLeft, all: board.publicAnswers })}
            </Text>
          )}
          {entry.places.length > 1 && (
            <details>
              <summary>{t('leaderboards.history')}</summary>
              <ul>
                {entry.places.map(({ at, place, participants }) => (
                  <li key={at}>{t('leaderboards.historyLine', { moment: formats.moment(at), place, participants })}</li>
                ))}
              </ul>
            </details>
          )}
        </Stack>
      </Group>
    </Section>
  );
}
