import { Command, Option } from 'commander';
import { type NetworkOptions, weightsName, withNetworkOptions } from '../networks/options.ts';
import { table } from './table.ts';

interface FeaturesOptions extends NetworkOptions {
  pooling: 'avg' | 'max' | 'none';
}

export function featuresCommand(): Command {
  return withNetworkOptions(new Command('features'))
    .description('compute what a network without its top answers for images')
    .argument('<image...>', 'JPEG, PNG, WebP or GIF files')
    .addOption(new Option('--pooling <how>', 'of the last feature map').choices(['avg', 'max', 'none']).default('avg'))
    .addHelpText(
      'after',
      `
With --json every number, image by image, rows before columns before channels; else their norm and the first few.

Example:
  downstream features --backbone ResNet50 --weights resnet50.h5 --pooling avg cat.jpg --json`,
    )
    .action(features);
}

async function features(paths: string[], options: FeaturesOptions): Promise<void> {
  // TensorFlow.js takes a while to load, which no other command should wait for.
  const { answers, readImages } = await import('../networks/images.ts');
  const { openNetwork } = await import('../networks/openNetwork.ts');
  const images = await readImages(paths, options);
  const { pooling } = options;
  const { engine, model, weightsHash } = await openNetwork(options, pooling === 'none' ? {} : { pooling });
  const shape = model.outputShape.slice(1);
  const results: { image: string; features: number[] }[] = [];
  for await (const { path, values } of answers(model, images, options)) results.push({ image: path, features: [...values] });
  if (options.json) {
    const facts = { backbone: options.backbone, weights: weightsName(options), weightsHash, engine: engine.name, pooling, shape };
    process.stdout.write(`${JSON.stringify({ ...facts, images: results })}\n`);
    return;
  }
  const rows = results.map(({ image, features }) => [
    image,
    shape.join(' × '),
    Math.sqrt(features.reduce((sum, value) => sum + value ** 2, 0)).toPrecision(6),
    features
      .slice(0, 4)
      .map((value) => value.toPrecision(4))
      .join(', '),
  ]);
  process.stdout.write(`${table(['image', 'shape', 'norm', 'first features'], rows)}\n`);
}
