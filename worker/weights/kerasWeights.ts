import { existsSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { BackboneName } from '#contracts/backbones';
import { RunFailure } from '#contracts/runFailure';
import { type DownloadOptions, downloadFile } from './downloadFile.ts';
import { readLegacyH5 } from './legacyH5.ts';
import type { SavedLayer } from './savedLayer.ts';

/** Where Keras's official file without the top lies below its host, for an input of `size` pixels; undefined where Keras has none. */
const officialFiles: Record<BackboneName, ((size: number) => string) | undefined> = {
  MobileNetV2: (size) => `mobilenet_v2/mobilenet_v2_weights_tf_dim_ordering_tf_kernels_1.0_${nearestOf(mobilenetV2Sizes, size)}_no_top.h5`,
  CNN: undefined,
};

/** The sizes that MobileNetV2 was trained at; as in Keras any other takes the weights of the largest. */
const mobilenetV2Sizes = [96, 128, 160, 192, 224];

function nearestOf(sizes: number[], size: number): number {
  return sizes.includes(size) ? size : Math.max(...sizes);
}

export interface KerasWeightsSource {
  backbone: BackboneName;
  inputSize: number;
  /** The host's address; the files lie below it as on Keras's own. */
  kerasWeightsUrl: string;
  cacheDirectory: string;
}

/**
 * Keras's official ImageNet weights, from the cache or else from the host. Returns them and the address they come from.
 * Throws WEIGHTS_UNAVAILABLE.
 */
export async function fetchKerasWeights(
  source: KerasWeightsSource,
  options: DownloadOptions,
): Promise<{ url: string; layers: SavedLayer[] }> {
  const url = officialUrl(source.kerasWeightsUrl, source.backbone, source.inputSize);
  if (url === undefined)
    throw new RunFailure('WEIGHTS_UNAVAILABLE', `Expected a backbone that Keras has imagenet weights for, received ${source.backbone}`);
  const path = join(source.cacheDirectory, 'keras', basename(url));
  try {
    if (!existsSync(path)) await downloadFile(url, path, options);
    await requireHdf5(path);
    return { url, layers: await readLegacyH5(path) };
  } catch (error) {
    options.signal?.throwIfAborted();
    const why = error instanceof Error ? error.message : String(error);
    throw new RunFailure('WEIGHTS_UNAVAILABLE', `Expected the imagenet weights of ${source.backbone} at ${url}, but ${why}`, {
      cause: error,
    });
  }
}

/** True when the host answers, within `timeoutMs`, that it has the official weights (for the backbone's largest input). */
export async function imagenetReachable(kerasWeightsUrl: string, backbone: BackboneName, timeoutMs: number): Promise<boolean> {
  const url = officialUrl(kerasWeightsUrl, backbone, Number.POSITIVE_INFINITY);
  if (url === undefined) return false;
  try {
    const response = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(timeoutMs) });
    return response.ok;
  } catch {
    return false;
  }
}

function officialUrl(kerasWeightsUrl: string, backbone: BackboneName, size: number): string | undefined {
  const file = officialFiles[backbone]?.(size);
  return file && `${kerasWeightsUrl.replace(/\/$/, '')}/${file}`;
}

/** A captive portal or a proxy may answer 200 with a page of its own: such a file is removed again. */
async function requireHdf5(path: string): Promise<void> {
  const signature = Buffer.from('\x89HDF\r\n\x1a\n', 'latin1');
  const file = await open(path);
  const { buffer } = await file.read(Buffer.alloc(signature.length), 0, signature.length, 0).finally(() => file.close());
  if (buffer.equals(signature)) return;
  await rm(path, { force: true });
  throw new Error(`the host sent something that is no HDF5 file (it begins ${JSON.stringify(buffer.toString('latin1'))})`);
}
