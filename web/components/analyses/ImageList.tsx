'use client';

import { useQuery } from '@apollo/client/react';
import { Button, Group, Stack, Text, UnstyledButton } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { type AnalysedImageFieldsFragment, AnalysedImagesDocument } from '../../graphql/generated/graphql.ts';
import { EmptyState } from '../page/EmptyState.tsx';
import { useFormats } from '../page/formats.ts';
import { QueryState } from '../page/QueryState.tsx';
import classes from './analyses.module.css';

interface ImageListProps {
  runId: string;
  className?: string;
  predicted?: string;
  mistakes?: boolean;
  onOpen: (sha256: string) => void;
}

/** Validation images of one kind, each of which opens. */
export function ImageList({ runId, className, predicted, mistakes = false, onOpen }: ImageListProps) {
  const t = useTranslations();
  const variables = { runId, className, predicted, mistakes, after: null };
  const result = useQuery(AnalysedImagesDocument, { variables });
  return (
    <QueryState result={result} rows={3}>
      {({ run }) => {
        const images = run.analysis?.result?.images;
        if (!images || images.totalCount === 0)
          return <EmptyState title={mistakes ? t('analyses.noMistakes') : t('analyses.noImages')} />;
        const more = () =>
          result.fetchMore({
            variables: { after: images.pageInfo.endCursor },
            updateQuery(before, { fetchMoreResult }) {
              const next = fetchMoreResult.run.analysis!.result!.images;
              const known = before.run.analysis!.result!.images.nodes;
              return {
                run: {
                  ...before.run,
                  analysis: {
                    ...before.run.analysis!,
                    result: { ...before.run.analysis!.result!, images: { ...next, nodes: [...known, ...next.nodes] } },
                  },
                },
              };
            },
          });
        return (
          <Stack gap="sm" align="flex-start">
            <Group gap="sm" align="flex-start">
              {images.nodes.map((image) => (
                <Thumbnail key={image.sha256} image={image} onOpen={onOpen} />
              ))}
            </Group>
            {images.pageInfo.hasNextPage && (
              <Button variant="default" size="xs" onClick={more}>
                {t('runs.showMore')}
              </Button>
            )}
          </Stack>
        );
      }}
    </QueryState>
  );
}

/** One image with what the network takes it for. */
export function Thumbnail({ image, onOpen }: { image: AnalysedImageFieldsFragment; onOpen: (sha256: string) => void }) {
  const t = useTranslations();
  const formats = useFormats();
  const { url, className, predicted, probabilities } = image;
  const confidence = probabilities.length > 0 ? Math.max(...probabilities) : null;
  return (
    <UnstyledButton className={classes.thumbnail} aria-haspopup="dialog" onClick={() => onOpen(image.sha256)}>
      {/* biome-ignore lint/performance/noImgElement: Next's image service has no session; these are small. */}
      <img src={url} alt="" width={96} height={96} loading="lazy" className={classes.image} />
      <span className="visually-hidden">
        {t('analyses.openImage', { className, predicted: predicted ?? className })}
      </span>
      <Text size="xs" lineClamp={2} aria-hidden="true">
        {predicted === null ? className : t('analyses.takenFor', { className, predicted })}
      </Text>
      {confidence !== null && (
        <Text size="xs" c="dimmed" aria-hidden="true">
          {formats.percent(confidence)}
        </Text>
      )}
    </UnstyledButton>
  );
}
