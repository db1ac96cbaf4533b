import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import type { BackboneName } from '#contracts/backbones';
import { RunFailure } from '#contracts/runFailure';
import { fetchPackage, type NpmPackage, packageReachable } from './npmPackage.ts';
import type { SavedNetwork } from './savedNetwork.ts';
import { type TfjsModel, tfjsNetworks } from './tfjsModel.ts';

/**
 * The npm package `nsfwjs` (MIT) carries two networks that were trained on ImageNet and then fine-tuned to screen
 * photographs, with their weights quantized to eight bits. They are not ImageNet's own, and every use of them says so.
 */
const nsfwjs: NpmPackage = {
  name: 'nsfwjs',
  version: '4.3.0',
  integrity: 'sha512-WTKDte0vp1X97N1h34P79G/hG+sVT3+TnDz9di1WseIJR93v11E4viNX7Vg9WsO6HYoR772Nzq2iM8jo3XBZ+g==',
};

const folders: Partial<Record<BackboneName, string>> = {
  MobileNetV2: 'dist/models/mobilenet_v2',
  InceptionV3: 'dist/models/inception_v3',
};

const members = Object.values(folders).map((path) => `${path}/`);

/** Whether the package is in the cache, or npm finds it. */
export function nsfwjsReachable(options: {
  cacheDirectory: string;
  timeoutMs: number;
  signal?: AbortSignal | undefined;
}): Promise<boolean> {
  return packageReachable(nsfwjs, { ...options, members });
}

/** The package's model, which has Keras's layers and a classifier of its own. Throws WEIGHTS_UNAVAILABLE. */
export async function fetchNsfwjsWeights(
  backbone: BackboneName,
  options: { cacheDirectory: string; signal?: AbortSignal | undefined },
): Promise<SavedNetwork[]> {
  const folder = folders[backbone];
  if (folder === undefined)
    throw new RunFailure(
      'WEIGHTS_UNAVAILABLE',
      `Expected a backbone that nsfwjs has weights for, received ${backbone}`,
    );
  try {
    const directory = await fetchPackage(nsfwjs, { ...options, members });
    const model = (await readBundle(join(directory, folder, 'model.min.js'))) as TfjsModel;
    const paths = model.weightsManifest.flatMap((group) => group.paths);
    const shards = await Promise.all(paths.map((path) => readBundle(join(directory, folder, `${path}.min.js`))));
    return tfjsNetworks(model, Buffer.concat(shards.map((shard) => Buffer.from(shard as string, 'base64'))));
  } catch (error) {
    options.signal?.throwIfAborted();
    const why = error instanceof Error ? error.message : String(error);
    throw new RunFailure('WEIGHTS_UNAVAILABLE', `Expected the nsfwjs weights of ${backbone} from npm, but ${why}`, {
      cause: error,
    });
  }
}

/**
 * What a bundle of the package exports, which is data only. It is evaluated in a context that has none of our objects,
 * and only text comes back.
 */
async function readBundle(path: string): Promise<unknown> {
  const source = await readFile(path, 'utf8');
  const program = `var module = { exports: {} }, exports = module.exports;\n${source}\n;JSON.stringify(module.exports)`;
  return JSON.parse(String(runInNewContext(program, Object.create(null), { timeout: 30_000, filename: path })));
}
