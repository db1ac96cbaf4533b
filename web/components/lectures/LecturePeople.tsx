'use client';

import { useMutation } from '@apollo/client/react';
import { Group, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { LectureDocument, type LectureQuery, RemoveGuestDocument } from '../../graphql/generated/graphql.ts';
import { ConfirmButton } from '../page/ConfirmButton.tsx';
import { EmptyState } from '../page/EmptyState.tsx';
import { Section } from '../page/Section.tsx';

/** Who takes part, for a teacher who sends somebody away; after the end, how many it were. */
export function LecturePeople({ lecture: { runs, state, guestCount } }: { lecture: LectureQuery['lecture'] }) {
  const t = useTranslations();
  const [remove] = useMutation(RemoveGuestDocument, { refetchQueries: [LectureDocument] });
  const people = new Map<string, typeof runs>();
  for (const run of runs) if (run.guestId !== null) people.set(run.guestId, [...(people.get(run.guestId) ?? []), run]);
  return (
    <Section title={t('lectures.guests')} description={state === 'ENDED' ? undefined : t('lectures.guestsText')}>
      {state === 'ENDED' && guestCount > 0 ? (
        <Text>{t('lectures.guestsGone', { count: guestCount })}</Text>
      ) : people.size === 0 ? (
        <EmptyState title={t('lectures.noGuests')} />
      ) : (
        <Stack component="ul" gap="xs" m={0} p={0} style={{ listStyle: 'none' }}>
          {[...people].map(([guestId, own]) => {
            const name = own[0]?.nickname ?? t('lectures.guest', { number: own[0]?.guestNumber ?? 0 });
            return (
              <Group component="li" key={guestId} justify="space-between" gap="sm">
                <Text style={{ overflowWrap: 'anywhere' }} flex={1} miw={120}>
                  {name}
                </Text>
                <Text size="sm" c="dimmed">
                  {t('lectures.runsOf', { count: own.length })}
                </Text>
                <ConfirmButton
                  label={t('lectures.removeGuest')}
                  title={t('lectures.removeGuestTitle', { name })}
                  onConfirm={() => remove({ variables: { guestId } })}
                >
                  <Text size="sm">{t('lectures.removeGuestText')}</Text>
                </ConfirmButton>
              </Group>
            );
          })}
        </Stack>
      )}
    </Section>
  );
}
