import { backbones } from '#contracts/backbones';
import { checkImages, type PretrainedNetwork, predictPretrained } from '#learning';
import { downloadBar } from './bars.ts';
import { openImageFiles } from './imageFiles.ts';
import { type NetworkOptions, weightsName } from './networkOptions.ts';
import { openPlace } from './place.ts';

export interface NetworkAnswers {
  /** What the answers depend on. */
  facts: { backbone: string; weights: string; weightsHash: string; engine: string };
  /** Of one answer. */
  shape: number[];
  /** One image after another: product(shape) values each. */
  answers: AsyncIterable<{ image: string; values: number[] }>;
}

/** What one of Keras's networks answers for image files. Throws RunFailures. */
export async function askNetwork(
  paths: readonly string[],
  options: NetworkOptions,
  shape: Pick<PretrainedNetwork, 'top' | 'pooling'>,
): Promise<NetworkAnswers> {
  const inputSize = options.inputSize ?? backbones[options.backbone].inputSize;
  const source = await openImageFiles(paths);
  await checkImages(source, { ...options, inputSize });
  const { engine, ...place } = await openPlace(options.engine);
  const bar = downloadBar();
  const network = { ...options, inputSize, ...shape };
  const predicted = await predictPretrained(source, network, place, bar.update).finally(bar.stop);
  async function* answers() {
    let index = 0;
    for await (const values of predicted.outputs) yield { image: paths[index++]!, values: [...values] };
  }
  const facts = {
    backbone: options.backbone,
    weights: weightsName(options),
    weightsHash: predicted.weightsHash,
    engine: engine.name,
  };
  return { facts, shape: predicted.shape, answers: answers() };
}
