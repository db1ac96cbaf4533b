import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { backboneEntries, backboneNames } from '#contracts/backboneEntries';
import type { NetworkWeights } from '#contracts/networkWeights';
import { officialFile } from '../backbones/registry.ts';
import { imagenetReachable } from './kerasWeights.ts';
import { nsfwjsReachable } from './nsfwjsWeights.ts';

interface WeightsPlace {
  cacheDirectory: string;
  kerasWeightsUrl: string;
  signal?: AbortSignal | undefined;
}

/** How long a host may take to say whether it has a file. */
const timeoutMs = 10_000;

/** The sizes that Keras publishes files for, where a network has one for each size. */
const sizes = [96, 128, 160, 192, 224, Number.POSITIVE_INFINITY];

/**
 * The weights that a recipe may name and that could not be loaded now: they are not in the cache, and their host does
 * not answer that it has them. A network that has weights for several sizes is there when one of them is.
 */
export async function missingWeights({
  cacheDirectory,
  kerasWeightsUrl,
  signal,
}: WeightsPlace): Promise<NetworkWeights[]> {
  const named = backboneNames.flatMap((backbone) =>
    backboneEntries[backbone].weights.map((weights): NetworkWeights => ({ backbone, weights })),
  );
  const isThere = ({ backbone, weights }: NetworkWeights): Promise<boolean> | boolean => {
    if (weights === 'random') return true;
    if (weights === 'nsfwjs') return nsfwjs;
    const isCached = sizes.some((size) => {
      const file = officialFile(backbone, { top: false, size });
      return file !== undefined && existsSync(join(cacheDirectory, 'keras', basename(file.path)));
    });
    return isCached || imagenetReachable(kerasWeightsUrl, backbone, timeoutMs, signal);
  };
  const nsfwjs = nsfwjsReachable({ cacheDirectory, timeoutMs, signal });
  const there = await Promise.all(named.map(isThere));
  signal?.throwIfAborted();
  return named.filter((_, index) => !there[index]);
}
