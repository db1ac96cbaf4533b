import { Command } from 'commander';
import { type BackboneName, backboneNames, backbones } from '#contracts/backbones';
import { CommandError, exitCodes } from '../terminal/exitCodes.ts';
import { table } from '../terminal/table.ts';

export function backbonesCommand(): Command {
  return new Command('backbones')
    .description('the backbones there are; with a name, its layers')
    .argument('[name]')
    .addHelpText(
      'after',
      `
Example:
  downstream backbones MobileNetV2`,
    )
    .action((name?: string) => {
      process.stdout.write(`${name === undefined ? overview() : layers(name)}\n`);
    });
}

function overview(): string {
  const rows = backboneNames.map((name) => {
    const { inputSize, smallestInput, weights, layers } = backbones[name];
    return [name, inputSize, smallestInput, layers.reduce((sum, layer) => sum + layer.params, 0), weights.join(', ')];
  });
  return table(['backbone', 'input', 'least input', 'parameters', 'weights'], rows);
}

function layers(name: string): string {
  if (!backboneNames.includes(name as BackboneName))
    throw new CommandError(
      exitCodes.refused,
      'UNKNOWN_BACKBONE',
      `Expected one of ${backboneNames.join(', ')}, received ${name}.`,
    );
  const rows = backbones[name as BackboneName].layers.map((layer) => [
    layer.name,
    layer.className,
    layer.params,
    layer.trainableParams,
  ]);
  return table(['layer', 'class', 'parameters', 'trainable'], rows);
}
