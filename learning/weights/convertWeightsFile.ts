import type { BackboneName } from '#contracts/backbones';
import { buildBackbone } from '../backbones/registry.ts';
import { startPlainJavaScript } from '../engine/plainJavaScript.ts';
import { loadWeights } from './loadWeights.ts';
import { writeWeights } from './weightsFile.ts';

/**
 * Reads a backbone's weights from any file of weights, without its top, and answers them as `writeWeights` does: the
 * same weights give the same bytes, however they were saved. Throws WEIGHTS_UNAVAILABLE where they do not fit.
 */
export async function convertWeightsFile(
  file: string,
  { backbone, inputSize, cacheDirectory }: { backbone: BackboneName; inputSize: number; cacheDirectory: string },
): Promise<Buffer> {
  await startPlainJavaScript();
  const model = buildBackbone(backbone, { inputSize, seed: null });
  try {
    await loadWeights(model, { backbone, weights: { file }, cacheDirectory, kerasWeightsUrl: '' });
    return await writeWeights(model, cacheDirectory);
  } finally {
    model.dispose();
  }
}
