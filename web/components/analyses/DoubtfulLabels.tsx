'use client';

import { useQuery } from '@apollo/client/react';
import { Group } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { DoubtfulLabelsDocument } from '../../graphql/generated/graphql.ts';
import { EmptyState } from '../page/EmptyState.tsx';
import { QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';
import { Thumbnail } from './ImageList.tsx';

/** For staff: images that look mislabelled, because their nearest training images bear other labels. */
export function DoubtfulLabels({ runId, onOpen }: { runId: string; onOpen: (sha256: string) => void }) {
  const t = useTranslations();
  const result = useQuery(DoubtfulLabelsDocument, { variables: { runId } });
  return (
    <Section title={t('analyses.doubtful')} description={t('analyses.doubtfulText')}>
      <QueryState result={result} rows={3}>
        {({ run }) => {
          const images = run.analysis?.result?.doubtfulLabels ?? [];
          if (images.length === 0) return <EmptyState title={t('analyses.noneDoubtful')} />;
          return (
            <Group gap="sm" align="flex-start">
              {images.map((image) => (
                <Thumbnail key={image.sha256} image={image} onOpen={onOpen} />
              ))}
            </Group>
          );
        }}
      </QueryState>
    </Section>
  );
}
