import { Command } from 'commander';
import imagenetClasses from '../../worker/backbones/imagenetClasses.json' with { type: 'json' };
import { type NetworkOptions, weightsName, wholeNumber, withNetworkOptions } from '../networks/options.ts';
import { CommandError, exitCodes } from './exitCodes.ts';
import { table } from './table.ts';

interface PredictOptions extends NetworkOptions {
  top: number;
}

export function predictCommand(): Command {
  return withNetworkOptions(new Command('predict'))
    .description("tell which of ImageNet's 1,000 classes images show, with one of Keras's networks")
    .argument('<image...>', 'JPEG, PNG, WebP or GIF files')
    .option('--top <number>', 'how many of the most probable classes', wholeNumber, 5)
    .addHelpText(
      'after',
      `
An image of exactly the input size is taken as it is, any other one is resized as Keras's load_img does.

Example:
  downstream predict --backbone MobileNet cat.jpg dog.jpg --top 3`,
    )
    .action(predict);
}

async function predict(paths: string[], options: PredictOptions): Promise<void> {
  if (options.backbone === 'CNN')
    throw new CommandError(
      exitCodes.refused,
      'UNKNOWN_BACKBONE',
      "Expected one of Keras's networks, received CNN, which knows no classes.",
    );
  // TensorFlow.js takes a while to load, which no other command should wait for.
  const { answers, readImages } = await import('../networks/images.ts');
  const { openNetwork } = await import('../networks/openNetwork.ts');
  const images = await readImages(paths, options);
  const { engine, model, weightsHash } = await openNetwork(options, {
    top: { classes: imagenetClasses.length, activation: 'softmax' },
  });
  const results = [];
  for await (const { path, values } of answers(model, images, options)) {
    const probabilities = [...values];
    const predictions = mostProbable(probabilities, options.top);
    if (options.json) results.push({ image: path, predictions, probabilities });
    else process.stdout.write(`${path}\n${table(['probability', 'class'], predictions.map(row))}\n\n`);
  }
  if (!options.json) return;
  const facts = { backbone: options.backbone, weights: weightsName(options), weightsHash, engine: engine.name };
  process.stdout.write(`${JSON.stringify({ ...facts, images: results })}\n`);
}

interface Prediction {
  class: number;
  /** In WordNet. */
  id: string;
  name: string;
  probability: number;
}

function mostProbable(probabilities: number[], count: number): Prediction[] {
  return probabilities
    .map((probability, index) => ({ class: index, id: imagenetClasses[index]![0]!, name: imagenetClasses[index]![1]!, probability }))
    .sort((one, other) => other.probability - one.probability)
    .slice(0, count);
}

function row({ probability, name }: Prediction): string[] {
  return [probability.toFixed(4), name];
}
