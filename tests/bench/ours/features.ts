import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { applicationNames } from '#contracts/backbones';
import { buildBackbone } from '../../../worker/backbones/registry.ts';
import { startEngine } from '../../../worker/engine/engine.ts';
import { openExecutor } from '../../../worker/features/executors.ts';
import { serve, timed } from './serve.ts';

/**
 * Our frozen part on ONNX Runtime: `node features.ts <network> <side>`, without its top, from pixels in memory. Asked for the features of
 * so many images it answers the seconds.
 */
const requestSchema = z.strictObject({ images: z.int().positive() });

const network = z.enum(applicationNames).parse(process.argv[2]);
const inputSize = Number(process.argv[3]);
await startEngine('wasm');
const model = buildBackbone(network, { inputSize, seed: 1 });
const executor = await openExecutor('onnx', model);
const { batch } = executor;
const pixels = tf.tidy(() => tf.randomUniform([batch * inputSize ** 2 * 3], -1, 1, 'float32', 1).dataSync<'float32'>());
// The first run makes things ready that later ones find.
await executor.run(pixels, batch);

await serve({ batch, multiplications: convolutions(model) }, async (request) => {
  const { images } = requestSchema.parse(request);
  const times = await timed(async () => {
    for (let done = 0; done < images; done += batch) await executor.run(pixels, batch);
  });
  return { ...times, images: Math.ceil(images / batch) * batch };
});

/** Multiplications and additions, counted as one, of the network's plain convolutions for one image. */
function convolutions({ layers }: tf.LayersModel): number {
  return layers
    .filter((layer) => layer.getClassName() === 'Conv2D')
    .reduce((sum, layer) => {
      const [, rows, columns] = layer.outputShape as number[];
      return sum + rows! * columns! * layer.getWeights()[0]!.size;
    }, 0);
}
