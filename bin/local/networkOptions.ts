import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { type BackboneName, backboneNames, preprocessings, weightsNames } from '#contracts/backbones';
import { interpolations, largestInput } from '#contracts/recipe';
import { callersPath, wholeNumber } from '../terminal/arguments.ts';
import { engineOption, type LocalOptions } from './options.ts';

/** What the commands that run a network on single images are told of it. */
export interface NetworkOptions extends LocalOptions {
  backbone: BackboneName;
  weights: string | { file: string };
  inputSize?: number;
  preprocessing: (typeof preprocessings)[number];
  interpolation: (typeof interpolations)[number];
  seed: number;
}

/** Adds the options of `NetworkOptions` to a command. */
export function withNetworkOptions(command: Command, { mandatory }: { mandatory: boolean }): Command {
  const backbone = new Option('--backbone <name>', "one of Keras's networks").choices(backboneNames);
  return command
    .addOption(backbone.makeOptionMandatory(mandatory))
    .option(
      '--weights <weights>',
      `${weightsNames.join(', ')}, or a file (.h5, .keras, model.json)`,
      weightsOf,
      'imagenet',
    )
    .option('--input-size <pixels>', "instead of the network's own", inputSide)
    .addOption(
      new Option('--preprocessing <how>', "the network's own preprocess_input, or x / 255")
        .choices(preprocessings)
        .default('backbone'),
    )
    .addOption(
      new Option('--interpolation <how>', 'how images of another size reach the input size')
        .choices(interpolations)
        .default('nearest'),
    )
    .addOption(engineOption())
    .option('--seed <number>', 'of random weights', wholeNumber, 42)
    .option('--json', 'answer in JSON, with every number');
}

/** A larger one is a slip of the keyboard, which would be missed for memory. */
function inputSide(value: string): number {
  const side = wholeNumber(value);
  if (side > largestInput) throw new InvalidArgumentError(`expected at most ${largestInput} pixels.`);
  return side;
}

/** The weights as a person would name them in a sentence. */
export function weightsName({ weights }: Pick<NetworkOptions, 'weights'>): string {
  return typeof weights === 'string' ? weights : weights.file;
}

function weightsOf(value: string): NetworkOptions['weights'] {
  if ((weightsNames as readonly string[]).includes(value)) return value;
  // A slip of the keyboard in a name is no path.
  if (extname(value) !== '' || existsSync(callersPath(value))) return { file: callersPath(value) };
  throw new InvalidArgumentError(`expected ${weightsNames.join(', ')}, or the path of a file of Keras weights.`);
}
