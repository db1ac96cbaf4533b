'use client';

import { Alert, Anchor, Group, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { LectureQuery } from '../../graphql/generated/graphql.ts';
import { optionalText } from '../../i18n/translate.ts';
import { Link } from '../page/Link.tsx';
import { choicesText, openFields } from './choiceTexts.ts';

/** Why runs of the preparation failed, each reason once, with the runs that say more. */
export function PreparationFailures({ lecture }: { lecture: LectureQuery['lecture'] }) {
  const t = useTranslations();
  const { preparation, failedPreparation, choices } = lecture;
  const codes = [...new Set(failedPreparation.map(({ failureCode }) => failureCode))];
  const fields = openFields(choices);
  const goesOn = preparation.ready > 0 && failedPreparation.some(({ part }) => part === 'PREPARED');
  return (
    <Alert color="orange" role="status" title={t('lectures.preparedFailed', { count: preparation.failed })}>
      <Stack gap="xs">
        {codes.map((code) => (
          <div key={code}>
            <Text size="sm">
              {code === null ? t('lectures.failedCancelled') : (optionalText(t, `runs.failures.${code}`) ?? code)}
            </Text>
            <Group gap="xs">
              {failedPreparation
                .filter(({ failureCode }) => failureCode === code)
                .map((run) => (
                  <Anchor key={run.id} component={Link} href={`/runs/${run.id}`} size="sm">
                    {run.part === 'SCRATCH'
                      ? t('lectures.scratch', { network: run.network })
                      : choicesText(t, run, fields.includes('network') ? fields : ['network', ...fields])}
                  </Anchor>
                ))}
            </Group>
          </div>
        ))}
        {goesOn && <Text size="sm">{t('lectures.failedLater')}</Text>}
      </Stack>
    </Alert>
  );
}
