import type { PreprocessInput } from '#contracts/backbones';

/** What a run's recipe says of pictures. */
export interface PictureSettings {
  inputSize: number;
  interpolation: 'nearest' | 'bilinear';
  preprocess: PreprocessInput;
}

/** What the page asks of the thread that has the network. */
export type WorkerRequest =
  | { kind: 'load'; id: number; zip: ArrayBuffer }
  | { kind: 'shrink'; id: number; bitmap: ImageBitmap; settings: PictureSettings }
  | { kind: 'ask'; id: number; bitmap: ImageBitmap; settings: PictureSettings; withSeen: boolean };

export interface LoadedModel {
  classNames: string[];
  /** What computes: a TensorFlow.js backend. */
  backend: 'webgpu' | 'wasm';
}

export interface BrowserAnswer {
  /** One number a class. */
  probabilities: number[];
  /** Milliseconds that the network took. */
  ms: number;
  /** The picture as the network sees it, a PNG; null where it was not asked for. */
  seen: Blob | null;
}

export interface WorkerResults {
  load: LoadedModel;
  /** A PNG of the size that the network takes. */
  shrink: Blob;
  ask: BrowserAnswer;
}

export type WorkerResponse =
  | { id: number; value: WorkerResults[keyof WorkerResults] }
  | { id: number; problem: string };
