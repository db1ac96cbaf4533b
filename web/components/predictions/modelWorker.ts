import { preprocess, preprocessingOfKind } from '#contracts/pixels/preprocess';
import { resizedPixels } from './resizedPixels.ts';
import type { BrowserAnswer, LoadedModel, PictureSettings, WorkerRequest, WorkerResponse } from './workerMessages.ts';

/**
 * The thread that has the network, so that the page stays quick. It makes pictures as small as the network takes them,
 * and loads TensorFlow.js only when it is to load a network.
 */
type Loaded = Awaited<ReturnType<typeof import('./loadModel.ts')['loadModel']>>;

const thread = self as unknown as {
  onmessage: ((event: MessageEvent<WorkerRequest>) => void) | null;
  postMessage(message: WorkerResponse): void;
};
let loaded: Loaded | null = null;

thread.onmessage = async ({ data }) => {
  try {
    thread.postMessage({ id: data.id, value: await answer(data) });
  } catch (error) {
    thread.postMessage({ id: data.id, problem: error instanceof Error ? error.message : String(error) });
  }
};

async function answer(request: WorkerRequest): Promise<LoadedModel | Blob | BrowserAnswer> {
  switch (request.kind) {
    case 'load': {
      const { loadModel } = await import('./loadModel.ts');
      loaded = await loadModel(request.zip);
      return { classNames: loaded.classNames, backend: loaded.backend };
    }
    case 'shrink':
      return pngOf(takePixels(request.bitmap, request.settings), request.settings.inputSize);
    case 'ask':
      return ask(request);
    default:
      return request satisfies never;
  }
}

async function ask({ bitmap, settings, withSeen }: Extract<WorkerRequest, { kind: 'ask' }>): Promise<BrowserAnswer> {
  if (!loaded) throw new Error('expected a network that is loaded');
  const pixels = takePixels(bitmap, settings);
  const values = new Float32Array(pixels.length);
  preprocess(pixels, preprocessingOfKind(settings.preprocess), values, 0);
  const started = performance.now();
  const probabilities = await loaded.predict(values, settings.inputSize);
  const ms = performance.now() - started;
  return { probabilities, ms, seen: withSeen ? await pngOf(pixels, settings.inputSize) : null };
}

/** The bitmap's pixels, resized as the run resized its images. The bitmap is closed. */
function takePixels(bitmap: ImageBitmap, settings: PictureSettings): Uint8Array {
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error(`expected a canvas of ${width} × ${height} pixels`);
  // Transparent pictures lie on white, as they are shown.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return resizedPixels(context.getImageData(0, 0, width, height), settings);
}

function pngOf(pixels: Uint8Array, size: number): Promise<Blob> {
  const canvas = new OffscreenCanvas(size, size);
  const image = new ImageData(size, size);
  for (let pixel = 0; pixel < size * size; pixel++) {
    image.data.set(pixels.subarray(3 * pixel, 3 * pixel + 3), 4 * pixel);
    image.data[4 * pixel + 3] = 255;
  }
  canvas.getContext('2d')!.putImageData(image, 0, 0);
  return canvas.convertToBlob({ type: 'image/png' });
}
