'use client';

import { Alert, Button, Progress, SegmentedControl, Stack, Text } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { errorText, ToldFailure } from '../../graphql/apiError.ts';
import { EmptyState } from '../page/EmptyState.tsx';
import { useFormats } from '../page/formats.ts';
import { LoadingRows } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';
import { AnswerCard } from './AnswerCard.tsx';
import { PictureInput } from './PictureInput.tsx';
import type { ShownPicture } from './shownPicture.ts';
import { type ModelState, useBrowserModel } from './useBrowserModel.ts';
import { useServerModel } from './useServerModel.ts';
import type { PictureSettings } from './workerMessages.ts';

const Camera = dynamic(() => import('./Camera.tsx').then(({ Camera }) => Camera), {
  ssr: false,
  loading: () => <LoadingRows rows={6} />,
});

interface PicturesProps {
  runId: string;
  settings: PictureSettings;
  modelBytes: number;
  /** Whether the network is small enough for a browser. */
  fitsBrowser: boolean;
}

type Place = 'BROWSER' | 'SITE';

/** Takes pictures, has them answered in this browser or on the site, and shows the answers, the newest first. */
export function Pictures({ runId, settings, modelBytes, fitsBrowser }: PicturesProps) {
  const t = useTranslations();
  const formats = useFormats();
  const [place, setPlace] = useState<Place>(fitsBrowser ? 'BROWSER' : 'SITE');
  const [pictures, setPictures] = useState<ShownPicture[]>([]);
  const model = useBrowserModel(runId);
  const site = useServerModel(runId);
  useReleasedAddresses(pictures);

  const change = (id: string, fields: Partial<ShownPicture>) =>
    setPictures((all) => all.map((picture) => (picture.id === id ? { ...picture, ...fields } : picture)));

  async function answer(picture: ShownPicture, where: Place): Promise<void> {
    change(picture.id, { state: 'WAITING', problem: null });
    try {
      const bitmap = await bitmapOf(picture.file);
      if (where === 'BROWSER') {
        const { classNames, probabilities, ms, seen } = await model.ask(bitmap, settings, true);
        change(picture.id, {
          state: 'ANSWERED',
          classNames,
          probabilities,
          ms,
          seen: seen && URL.createObjectURL(seen),
        });
        return;
      }
      const small = await model.shrink(bitmap, settings);
      change(picture.id, { seen: URL.createObjectURL(small) });
      const { classNames, probabilities, heatmap, failure } = await site.ask(small);
      if (!probabilities)
        throw new ToldFailure(failure ? t('page.workerSays', { message: failure }) : t('predictions.noAnswer'));
      change(picture.id, { state: 'ANSWERED', classNames, probabilities, heatmap });
    } catch (error) {
      const unreadable = error instanceof UnreadablePicture;
      const problem = unreadable ? t('predictions.unreadable') : errorText(t, error);
      change(picture.id, { state: 'FAILED', problem, unreadable });
    }
  }

  async function add(files: readonly File[]): Promise<void> {
    const added = files.map(
      (file): ShownPicture => ({
        id: crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`,
        file,
        name: file.name,
        url: URL.createObjectURL(file),
        state: 'WAITING',
        classNames: [],
        probabilities: null,
        ms: null,
        seen: null,
        heatmap: null,
        problem: null,
        unreadable: false,
      }),
    );
    setPictures((all) => [...added, ...all]);
    // One after the other: the network has one thread, and the site takes a few at once.
    for (const picture of added) await answer(picture, place);
  }

  return (
    <>
      <Section title={t('predictions.pictures')}>
        <Stack gap="md">
          {fitsBrowser ? (
            <SegmentedControl
              aria-label={t('predictions.where')}
              value={place}
              onChange={(value) => setPlace(value as Place)}
              data={[
                { value: 'BROWSER', label: t('predictions.inBrowser') },
                { value: 'SITE', label: t('predictions.onSite') },
              ]}
              style={{ alignSelf: 'flex-start' }}
            />
          ) : (
            <Text size="sm">
              {t('predictions.tooLarge', { size: formats.megabytes(Math.round(modelBytes / 1e6)) })}
            </Text>
          )}
          <Text size="sm" data-testid="what-is-kept">
            {place === 'BROWSER'
              ? t('predictions.keptNothing', { size: formats.megabytes(Math.max(1, Math.round(modelBytes / 1e6))) })
              : t('predictions.keptOnSite', { size: settings.inputSize })}
          </Text>
          {place === 'SITE' && site.allowance && (
            <Text size="sm" role="status">
              {site.allowance.nextFreeAt
                ? t('predictions.noneLeft', {
                    perHour: site.allowance.perHour,
                    time: formats.clock(site.allowance.nextFreeAt),
                  })
                : t('predictions.left', { left: site.allowance.left, perHour: site.allowance.perHour })}
            </Text>
          )}
          <PictureInput onFiles={add} />
          <Camera
            onPicture={(file) => add([file])}
            live={place === 'BROWSER' ? (bitmap) => model.ask(bitmap, settings, false) : null}
          />
          {place === 'BROWSER' && <Opening state={model.state} onSite={() => setPlace('SITE')} />}
        </Stack>
      </Section>
      <Section title={t('predictions.answers')}>
        {pictures.length === 0 ? (
          <EmptyState title={t('predictions.none')}>{t('predictions.noneText')}</EmptyState>
        ) : (
          <Stack gap="lg">
            {pictures.map((picture) => (
              <AnswerCard
                key={picture.id}
                picture={picture}
                inputSize={settings.inputSize}
                onExplain={() => answer(picture, 'SITE')}
                onAgain={() => answer(picture, place)}
                onRemove={() => setPictures((all) => all.filter(({ id }) => id !== picture.id))}
              />
            ))}
          </Stack>
        )}
      </Section>
    </>
  );
}

/** How far the network is on its way into this browser. */
function Opening({ state, onSite }: { state: ModelState; onSite: () => void }) {
  const t = useTranslations();
  const formats = useFormats();
  if (state.kind === 'failed')
    return (
      <Alert color="red" title={t('predictions.notLoaded')} role="alert">
        <Stack gap="xs" align="flex-start">
          <Text size="sm">{state.problem}</Text>
          <Button size="xs" variant="default" onClick={onSite}>
            {t('predictions.askSiteInstead')}
          </Button>
        </Stack>
      </Alert>
    );
  const share = state.kind === 'loading' && state.total > 0 ? state.done / state.total : null;
  return (
    <div>
      <Text size="sm" role="status" c="dimmed">
        {state.kind === 'writing' && t('predictions.writing')}
        {state.kind === 'loading' && t('predictions.loading')}
        {state.kind === 'ready' && t('predictions.ready', { backend: t(`predictions.backends.${state.backend}`) })}
      </Text>
      {share !== null && share < 1 && (
        <Progress value={100 * share} aria-label={t('predictions.loaded', { share: formats.wholePercent(share) })} />
      )}
    </div>
  );
}

class UnreadablePicture extends Error {}

/** As people see it: turned as the camera was held. Colour profiles are ignored, as in training. */
async function bitmapOf(file: Blob): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(file, { colorSpaceConversion: 'none' });
  } catch {
    throw new UnreadablePicture();
  }
}

/** Pictures that are shown no more give back their memory. */
function useReleasedAddresses(pictures: readonly ShownPicture[]): void {
  const known = useRef(new Set<string>());
  useEffect(() => {
    const now = new Set(pictures.flatMap(({ url, seen }) => (seen ? [url, seen] : [url])));
    for (const url of known.current) if (!now.has(url)) URL.revokeObjectURL(url);
    known.current = now;
  }, [pictures]);
  useEffect(
    () => () => {
      for (const url of known.current) URL.revokeObjectURL(url);
    },
    [],
  );
}
