'use client';

import { useQuery } from '@apollo/client/react';
import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useTranslations } from 'next-intl';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Recipe } from '#contracts/recipe';
import { PreviewImagesDocument } from '../../graphql/generated/graphql.ts';
import { QueryState } from '../page/QueryState.tsx';
import { chosenSamples, readPicture, type Sample, show, variedPictures } from './previewImages.ts';
import classes from './recipes.module.css';

interface AugmentationPreviewProps {
  recipe: Recipe;
  datasetVersionId: string;
}

const shownClasses = 3;
const shownPasses = 3;

/** What a recipe's augmentation makes of training images, drawn again at every change. */
export function AugmentationPreview({ recipe, datasetVersionId }: AugmentationPreviewProps) {
  const t = useTranslations();
  const result = useQuery(PreviewImagesDocument, { variables: { id: datasetVersionId } });
  return (
    <Stack gap="xs">
      <Title order={3} fz="sm">
        {t('recipes.preview')}
      </Title>
      <QueryState result={result} rows={3}>
        {({ datasetVersion }) => <Pictures recipe={recipe} samples={datasetVersion.sampleImages} />}
      </QueryState>
    </Stack>
  );
}

function Pictures({ recipe, samples }: { recipe: Recipe; samples: readonly Sample[] }) {
  const t = useTranslations();
  const [firstPass, setFirstPass] = useState(1);
  const [failed, setFailed] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const chosen = useMemo(() => chosenSamples(samples, shownClasses), [samples]);
  const { interpolation } = recipe;
  const [inputSize] = useDebouncedValue(recipe.inputSize, 200);
  const loaded = usePictures(chosen, inputSize, interpolation, setFailed);
  const isVaried = recipe.augmentation !== undefined;
  // The recipe is another object after each edit; only what decides the picture draws it again.
  const drawn = JSON.stringify([recipe.augmentation, recipe.seed, firstPass]);
  useEffect(() => {
    if (!loaded) return;
    const { size, pictures } = loaded;
    const [augmentation, seed, first] = JSON.parse(drawn) as [Recipe['augmentation'], number, number];
    const stopped = new AbortController();
    const draw = async () => {
      const canvases = [...(frame.current?.querySelectorAll('canvas') ?? [])];
      const perPicture = canvases.length / pictures.length;
      for (const [index, picture] of pictures.entries()) show(canvases[index * perPicture]!, picture, size);
      if (augmentation)
        for (let pass = 0; pass < shownPasses; pass++) {
          const varied = variedPictures(pictures, augmentation, { inputSize: size, seed }, first + pass);
          for (const [index, vary] of varied.entries()) {
            show(canvases[index * perPicture + 1 + pass]!, vary(), size);
            // Typing goes on between two pictures.
            await new Promise((resolve) => setTimeout(resolve));
            if (stopped.signal.aborted) return;
          }
        }
      frame.current?.setAttribute('data-drawn', drawn);
    };
    void draw();
    return () => stopped.abort();
  }, [loaded, drawn]);
  if (failed)
    return (
      <Text size="sm" c="dimmed" role="status">
        {t('recipes.previewFailed')}
      </Text>
    );
  const passes = isVaried ? Array.from({ length: shownPasses }, (_, pass) => firstPass + pass) : [];
  return (
    <Stack gap="xs">
      <Text size="xs" c="dimmed">
        {t(isVaried ? 'recipes.previewCaption' : 'recipes.previewNone')}
      </Text>
      <Stack gap={6} ref={frame} data-testid="preview">
        <div className={classes.pictures} aria-hidden="true">
          {[t('recipes.previewColumnOriginal'), ...passes.map((epoch) => t('recipes.previewColumn', { epoch }))].map(
            (column) => (
              <Text key={column} size="xs" c="dimmed" ta="center">
                {column}
              </Text>
            ),
          )}
        </div>
        {chosen.map(({ className }) => (
          <fieldset
            key={className}
            aria-label={t('recipes.previewPictures', { className })}
            className={`${classes.form} ${classes.pictures}`}
          >
            <canvas role="img" aria-label={t('recipes.previewOriginal', { className })} />
            {passes.map((epoch) => (
              <canvas key={epoch} role="img" aria-label={t('recipes.previewVaried', { className, epoch })} />
            ))}
          </fieldset>
        ))}
      </Stack>
      {isVaried && (
        <Group justify="space-between" gap="xs">
          <Text size="xs" c="dimmed" flex={1} miw={180}>
            {t('recipes.previewSeed', { first: firstPass, last: firstPass + shownPasses - 1, seed: recipe.seed })}
          </Text>
          <Button size="xs" variant="default" onClick={() => setFirstPass(firstPass + shownPasses)}>
            {t('recipes.previewAgain')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

interface Loaded {
  /** Pixels of a side. */
  size: number;
  pictures: Uint8Array[];
}

/** The samples at the network's size; null while they load. */
function usePictures(
  chosen: readonly Sample[],
  inputSize: number,
  interpolation: Recipe['interpolation'],
  onFailure: (failed: boolean) => void,
): Loaded | null {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  useEffect(() => {
    const stopped = new AbortController();
    onFailure(false);
    Promise.all(chosen.map(({ url }) => readPicture(url, { inputSize, interpolation }, stopped.signal)))
      .then((pictures) => setLoaded({ size: inputSize, pictures }))
      .catch(() => stopped.signal.aborted || onFailure(true));
    return () => stopped.abort();
  }, [chosen, inputSize, interpolation, onFailure]);
  return loaded;
}
