import type { PictureSettings, WorkerRequest, WorkerResponse, WorkerResults } from './workerMessages.ts';

/** The page's side of the thread that has the network. Each question is answered, or rejects with what went wrong. */
export interface ModelThread {
  load(zip: ArrayBuffer): Promise<WorkerResults['load']>;
  shrink(bitmap: ImageBitmap, settings: PictureSettings): Promise<Blob>;
  ask(bitmap: ImageBitmap, settings: PictureSettings, withSeen: boolean): Promise<WorkerResults['ask']>;
  close(): void;
}

type Question = { [Kind in WorkerRequest['kind']]: Omit<Extract<WorkerRequest, { kind: Kind }>, 'id'> };

export function openModelThread(): ModelThread {
  const worker = new Worker(new URL('./modelWorker.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let last = 0;
  worker.onmessage = ({ data }: MessageEvent<WorkerResponse>) => {
    const question = waiting.get(data.id);
    waiting.delete(data.id);
    if ('problem' in data) question?.reject(new Error(data.problem));
    else question?.resolve(data.value);
  };
  worker.onerror = ({ message }) => {
    for (const { reject } of waiting.values()) reject(new Error(message));
    waiting.clear();
  };
  const send = <Kind extends WorkerRequest['kind']>(question: Question[Kind], moved: Transferable) =>
    new Promise<WorkerResults[Kind]>((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve: resolve as (value: unknown) => void, reject });
      worker.postMessage({ ...question, id: last }, [moved]);
    });
  return {
    load: (zip) => send<'load'>({ kind: 'load', zip }, zip),
    shrink: (bitmap, settings) => send<'shrink'>({ kind: 'shrink', bitmap, settings }, bitmap),
    ask: (bitmap, settings, withSeen) => send<'ask'>({ kind: 'ask', bitmap, settings, withSeen }, bitmap),
    close: () => worker.terminate(),
  };
}
