'use client';

import { useApolloClient } from '@apollo/client/react';
import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useRef, useState } from 'react';
import { errorText, ToldFailure } from '../../graphql/apiError.ts';
import { ExportDocument, ExportRunDocument } from '../../graphql/generated/graphql.ts';
import { type ModelThread, openModelThread } from './modelThread.ts';
import type { LoadedModel, PictureSettings } from './workerMessages.ts';

const pollMs = 1500;

export type ModelState =
  | { kind: 'none' }
  | { kind: 'writing' }
  | { kind: 'loading'; done: number; total: number }
  | ({ kind: 'ready' } & LoadedModel)
  | { kind: 'failed'; problem: string };

/** A run's network in this browser: written by a worker, downloaded and opened when somebody first asks it. */
export function useBrowserModel(runId: string) {
  const t = useTranslations();
  const [state, setState] = useState<ModelState>({ kind: 'none' });
  const thread = useRef<ModelThread | null>(null);
  const opening = useRef<Promise<LoadedModel> | null>(null);
  const client = useApolloClient();
  useEffect(
    () => () => {
      thread.current?.close();
      thread.current = null;
      opening.current = null;
    },
    [],
  );

  const openThread = useCallback(() => {
    thread.current ??= openModelThread();
    return thread.current;
  }, []);

  /** What the thread could not do is this browser's trouble, and not the site's. */
  function inThread<Value>(answer: Promise<Value>): Promise<Value> {
    return answer.catch((error: Error) => {
      throw new ToldFailure(t('predictions.notComputed', { reason: error.message }));
    });
  }

  /** Asks for the export until it is written; answers where it is. */
  async function exported(): Promise<string> {
    const { data } = await client.mutate({
      mutation: ExportRunDocument,
      variables: { input: { runId, format: 'tfjs' } },
    });
    let row = data?.exportRun;
    while (row && row.finishedAt === null) {
      await new Promise((resolve) => setTimeout(resolve, pollMs));
      const { data: again } = await client.query({
        query: ExportDocument,
        variables: { id: row.id },
        fetchPolicy: 'network-only',
      });
      row = again?.export ?? row;
    }
    if (!row?.downloadPath)
      throw new ToldFailure(row?.failure ? t('page.workerSays', { message: row.failure }) : t('predictions.noExport'));
    return row.downloadPath;
  }

  async function load(): Promise<LoadedModel> {
    setState({ kind: 'writing' });
    const zip = await download(await exported(), (done, total) => setState({ kind: 'loading', done, total }));
    const model = await inThread(openThread().load(zip));
    setState({ kind: 'ready', ...model });
    return model;
  }

  /** Opens the network, once for all who ask. */
  function open(): Promise<LoadedModel> {
    opening.current ??= load().catch((error: unknown) => {
      opening.current = null;
      setState({ kind: 'failed', problem: errorText(t, error) });
      throw error;
    });
    return opening.current;
  }

  return {
    state,
    open,
    async ask(bitmap: ImageBitmap, settings: PictureSettings, withSeen: boolean) {
      const model = await open();
      return { classNames: model.classNames, ...(await inThread(openThread().ask(bitmap, settings, withSeen))) };
    },
    shrink: (bitmap: ImageBitmap, settings: PictureSettings) => inThread(openThread().shrink(bitmap, settings)),
  };
}

/** `onProgress` gets the bytes that have come, and of how many; 0 where the server does not say. */
async function download(path: string, onProgress: (done: number, total: number) => void): Promise<ArrayBuffer> {
  const response = await fetch(path);
  if (!response.ok || !response.body) throw new Error(`${response.status} ${response.statusText}`);
  const total = Number(response.headers.get('content-length') ?? 0);
  const parts: BlobPart[] = [];
  let done = 0;
  for (const reader = response.body.getReader(); ; ) {
    const { value, done: ended } = await reader.read();
    if (ended) break;
    parts.push(value as BlobPart);
    done += value.length;
    onProgress(done, total);
  }
  return new Blob(parts).arrayBuffer();
}
