import { open, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { BackboneName } from '#contracts/backbones';
import { RunFailure } from '#contracts/runFailure';
import { type OfficialFile, officialFile } from '../backbones/registry.ts';
import { type DownloadOptions, downloadOnce } from './downloadFile.ts';
import type { SavedNetwork } from './savedNetwork.ts';
import { openResponse } from './webRequest.ts';
import { readH5 } from './weightsFile.ts';

export interface KerasWeightsSource {
  backbone: BackboneName;
  /** Whether the file with the classifier of the 1,000 classes is wanted. */
  top: boolean;
  inputSize: number;
  /** The host's address. Its files have the same paths as on Keras's own host. */
  kerasWeightsUrl: string;
  cacheDirectory: string;
}

/**
 * Keras's official ImageNet weights, from the cache or else from the host. `use` is given them and the address that
 * they come from. Throws WEIGHTS_UNAVAILABLE, and what `use` throws.
 */
export async function fetchKerasWeights(
  source: KerasWeightsSource,
  options: Pick<DownloadOptions, 'signal' | 'onProgress'>,
  use: (networks: SavedNetwork[], url: string) => void,
): Promise<void> {
  const file = officialFile(source.backbone, { top: source.top, size: source.inputSize });
  if (file === undefined)
    throw new RunFailure(
      'WEIGHTS_UNAVAILABLE',
      `Expected a backbone that Keras has imagenet weights for, received ${source.backbone}`,
    );
  const url = addressOf(source.kerasWeightsUrl, file);
  const path = join(source.cacheDirectory, 'keras', basename(url));
  try {
    await downloadOnce(url, path, { ...options, md5: file.md5 });
    await requireHdf5(path);
    await readOrRemove(path, (networks) => use(networks, url));
  } catch (error) {
    options.signal?.throwIfAborted();
    if (error instanceof RunFailure) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new RunFailure(
      'WEIGHTS_UNAVAILABLE',
      `Expected the imagenet weights of ${source.backbone} at ${url}, but ${why}`,
      {
        cause: error,
      },
    );
  }
}

/**
 * True when the host answers, within `timeoutMs`, that it has the official weights (for the backbone's largest input).
 */
export async function imagenetReachable(
  kerasWeightsUrl: string,
  backbone: BackboneName,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<boolean> {
  const file = officialFile(backbone, { top: false, size: Number.POSITIVE_INFINITY });
  if (file === undefined) return false;
  try {
    const response = await openResponse(addressOf(kerasWeightsUrl, file), {
      method: 'HEAD',
      signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])]),
    });
    response.destroy();
    return response.statusCode === 200;
  } catch {
    return false;
  }
}

function addressOf(kerasWeightsUrl: string, file: OfficialFile): string {
  return `${kerasWeightsUrl.replace(/\/$/, '')}/${file.path}`;
}

/** Removes a file that cannot be read, so that the next run fetches it again: not every file has a published hash. */
async function readOrRemove(path: string, use: (networks: SavedNetwork[]) => void): Promise<void> {
  try {
    await readH5(path, use);
  } catch (error) {
    if (!(error instanceof RunFailure)) await rm(path, { force: true });
    throw error;
  }
}

/** Removes what is no HDF5 file: a captive portal or a proxy may answer 200 with a page of its own. */
async function requireHdf5(path: string): Promise<void> {
  const signature = Buffer.from('\x89HDF\r\n\x1a\n', 'latin1');
  const file = await open(path);
  const { buffer } = await file
    .read(Buffer.alloc(signature.length), 0, signature.length, 0)
    .finally(() => file.close());
  if (buffer.equals(signature)) return;
  await rm(path, { force: true });
  throw new Error(
    `the host sent something that is no HDF5 file (it begins ${JSON.stringify(buffer.toString('latin1'))})`,
  );
}
