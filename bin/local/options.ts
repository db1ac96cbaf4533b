import { type Command, Option } from 'commander';
import { type EngineOption, engineOptions } from '#contracts/provenance';

/** What every command is told that runs a network on this machine. */
export interface LocalOptions {
  engine?: EngineOption;
  json?: boolean;
}

/** `data` is a folder of images. */
export interface DataOptions extends LocalOptions {
  data: string;
}

/** The same where networks are trained. */
export interface DatasetOptions extends DataOptions {
  classes?: string[];
}

export interface TrainOptions extends DatasetOptions {
  weightsFile?: string;
  save?: string;
}

export function engineOption(): Option {
  return new Option('--engine <name>', 'instead of the one that ENGINE names').choices(engineOptions);
}

/** Adds the options of `DatasetOptions` to a command, `--json` apart. */
export function withDatasetOptions(command: Command): Command {
  return command
    .requiredOption('--data <folder>', 'holds train/, validation/ and test/, each with one folder a class')
    .option(
      '--classes <names>',
      'in the order of their labels, with commas between; else in alphabetical order',
      classNamesOf,
    )
    .addOption(engineOption());
}

function classNamesOf(list: string): string[] {
  return list.split(',').map((name) => name.trim());
}
