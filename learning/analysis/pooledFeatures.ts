import * as tf from '@tensorflow/tfjs';
import { firstTrainedLayer } from '#contracts/parameters';
import type { Recipe } from '#contracts/recipe';
import { stagesOf } from '#contracts/stages';
import { batches, type Images, inOrder, tensorOf } from '../data/examples.ts';
import type { Features } from '../features/features.ts';
import { prepare } from '../features/prepare.ts';
import type { RecipeModel } from '../network/buildModel.ts';
import { cutBefore } from '../network/cut.ts';

/** Images that go through the trained part at once. */
const batchSize = 16;

/**
 * What the backbone makes of images, averaged over the places of its last output: one row of channels an image. What
 * no stage of the recipe trains comes from the feature store, where training has put it.
 */
export async function pooledFeatures(
  { backbone, pooling }: Pick<RecipeModel, 'backbone' | 'pooling'>,
  recipe: Recipe,
  images: Images,
  features: Features,
  onImages: (count: number) => void = () => {},
): Promise<Float32Array[]> {
  const pooled = pooling.inboundNodes[0]!.outputTensors[0]!;
  const network = tf.model({ inputs: backbone.inputs, outputs: pooled });
  const { prefix, input, output } = cutBefore(network, firstTrainedOf(recipe, network.layers.length));
  const rest = output === input ? null : tf.model({ inputs: input, outputs: output });
  const channels = backbone.outputs[0]!.shape[3] as number;
  const examples = await prepare(features, prefix, images, onImages);
  const rows: Float32Array[] = [];
  try {
    for (const batch of batches(inOrder(images.labels.length), batchSize)) {
      const read = await tensorOf(examples, batch);
      const means = tf.tidy(() => {
        const values = rest ? (rest.apply(read, { training: false }) as tf.Tensor) : read;
        return values.reshape([batch.length, -1, channels]).mean(1);
      });
      const flat = (await means.data()) as Float32Array;
      for (let n = 0; n < batch.length; n++) rows.push(flat.slice(n * channels, (n + 1) * channels));
      tf.dispose([read, means]);
      await tf.nextFrame();
    }
  } finally {
    examples.close();
  }
  return rows;
}

/** The index of the first layer that some stage trains; `layers` where none is in the backbone. */
function firstTrainedOf(recipe: Recipe, layers: number): number {
  return Math.min(
    ...stagesOf(recipe).map(({ freeze }) =>
      freeze === 'all' ? layers : firstTrainedLayer({ backbone: recipe.backbone, freeze }),
    ),
  );
}
