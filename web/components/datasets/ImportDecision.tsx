'use client';

import { useMutation } from '@apollo/client/react';
import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { errorText } from '../../graphql/apiError.ts';
import {
  DatasetImportsDocument,
  DecideImportDocument,
  type ImportReportFragment,
} from '../../graphql/generated/graphql.ts';
import { LoadingRows } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';
import { CancelImport } from './CancelImport.tsx';
import { type Decision, decisionInput, leftOutCount } from './decision.ts';
import { firstSplit, splitInput } from './split.ts';

const SplitFields = dynamic(() => import('./SplitFields.tsx').then(({ SplitFields }) => SplitFields), {
  ssr: false,
  loading: () => <LoadingRows rows={2} />,
});

/** What becomes of an import that waits: it goes on, is checked again, gets other splits, or is cancelled. */
export function ImportDecision({ one, decision }: { one: ImportReportFragment; decision: Decision }) {
  const t = useTranslations();
  const [problem, setProblem] = useState<string>();
  const [decide, { loading }] = useMutation(DecideImportDocument, {
    refetchQueries: [DatasetImportsDocument],
    onError: (error) => setProblem(errorText(t, error)),
  });
  const { report } = one;
  const drawn = report?.drawnSplit;
  const [split, setSplit] = useState(() => firstSplit(drawn));
  if (!report) return null;
  const chosen = decisionInput(report, decision);
  const send = (more: object = {}) => {
    setProblem(undefined);
    void decide({ variables: { id: one.id, input: { ...chosen, ...more } } });
  };
  const leftOut = leftOutCount(report, decision);
  return (
    <Section title={t('datasets.imports.decideTitle')} description={t('datasets.imports.decideText')}>
      <Stack gap="md">
        {report.problems.map((text) => (
          <Alert key={text} color="yellow" role="alert">
            {text}
          </Alert>
        ))}
        {problem && (
          <Alert color="red" role="alert">
            {problem}
          </Alert>
        )}
        {drawn && (
          <Stack gap="xs">
            <SplitFields value={split} onChange={setSplit} />
            <Group>
              <Button
                size="xs"
                variant="default"
                loading={loading}
                onClick={() => send({ split: splitInput(split), checkAgain: true })}
              >
                {t('datasets.split.drawAgain')}
              </Button>
            </Group>
          </Stack>
        )}
        <Text size="sm" role="status">
          {t('datasets.imports.leftOut', { count: leftOut })}
        </Text>
        <Group gap="xs">
          <Button loading={loading} onClick={() => send()}>
            {t('datasets.imports.goOn')}
          </Button>
          {report.passedOver.some(({ reason }) => reason === 'IMAGE_OF_OTHER_ENDING') && (
            <Button
              variant="default"
              loading={loading}
              onClick={() => send({ includeByContent: true, checkAgain: true })}
            >
              {t('datasets.imports.includeByContent')}
            </Button>
          )}
          <CancelImport id={one.id} name={one.name} />
        </Group>
      </Stack>
    </Section>
  );
}
