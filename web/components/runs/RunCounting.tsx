'use client';

import { useMutation } from '@apollo/client/react';
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { errorText } from '../../graphql/apiError.ts';
import { ChooseRunDocument, type RunQuery, SetReferenceRunDocument } from '../../graphql/generated/graphql.ts';

interface RunCountingProps {
  run: RunQuery['run'];
  isOwn: boolean;
  staff: boolean;
}

/** Lets one's own run count where students choose, and staff's own run stand as the reference. */
export function RunCounting({ run, isOwn, staff }: RunCountingProps) {
  const t = useTranslations();
  const { assignment } = run;
  const [choose, choosing] = useMutation(ChooseRunDocument);
  const [setReference, setting] = useMutation(SetReferenceRunDocument);
  const attempt = async (act: () => Promise<unknown>, done: string) => {
    try {
      await act();
      notifications.show({ message: done });
    } catch (error) {
      notifications.show({ color: 'red', title: t('assignments.notDone'), message: errorText(t, error) });
    }
  };
  const chosen = run.chosenAt !== null && run.chosenAt !== undefined;
  const isCurrent = run.revision === assignment.revision;
  const isReference = assignment.referenceRun?.id === run.id;
  return (
    <>
      {isOwn && !staff && assignment.countingRule === 'CHOSEN' && assignment.isOpen && isCurrent && (
        <Button
          variant={chosen ? 'light' : 'default'}
          aria-pressed={chosen}
          loading={choosing.loading}
          onClick={() =>
            attempt(
              () => choose({ variables: { id: run.id, chosen: !chosen } }),
              chosen ? t('runs.countsNoMore') : t('runs.countsNow'),
            )
          }
        >
          {chosen ? t('runs.unchoose') : t('runs.choose')}
        </Button>
      )}
      {isOwn && staff && run.status === 'SUCCEEDED' && (
        <Button
          variant={isReference ? 'light' : 'default'}
          aria-pressed={isReference}
          loading={setting.loading}
          onClick={() =>
            attempt(
              () => setReference({ variables: { assignmentId: assignment.id, runId: isReference ? null : run.id } }),
              isReference ? t('runs.referenceNoMore') : t('runs.referenceNow'),
            )
          }
        >
          {isReference ? t('runs.removeReference') : t('runs.useAsReference')}
        </Button>
      )}
    </>
  );
}
