import { Command, Option } from 'commander';
import { type NetworkOptions, withNetworkOptions } from '../local/networkOptions.ts';
import { table } from '../terminal/table.ts';

interface FeaturesOptions extends NetworkOptions {
  pooling: 'avg' | 'max' | 'none';
}

export function featuresCommand(): Command {
  return withNetworkOptions(new Command('features'), { mandatory: true })
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
  const { askNetwork } = await import('../local/askNetwork.ts');
  const { pooling } = options;
  const { facts, shape, answers } = await askNetwork(paths, options, pooling === 'none' ? {} : { pooling });
  const results: { image: string; features: number[] }[] = [];
  for await (const { image, values } of answers) results.push({ image, features: values });
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ ...facts, pooling, shape, images: results })}\n`);
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
