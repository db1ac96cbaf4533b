import { type Command, Option } from 'commander';
import { type EngineOption, engineOptions } from '#contracts/provenance';
import { CommandError, exitCodes } from '../terminal/exitCodes.ts';

/** What every command is told that runs a network on this machine. */
export interface LocalOptions {
  engine?: EngineOption;
  json?: boolean;
}

/** `data` is a folder of images. */
export interface DataOptions extends LocalOptions {
  data: string;
  includeByContent?: boolean;
}

/** The same where networks are trained. */
export interface DatasetOptions extends DataOptions {
  classes?: string[];
  class?: string[];
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
      'in the order of their labels, with commas between (a name with a comma in "quotes"); else in alphabetical order',
      classNamesOf,
    )
    .option('--class <name>', 'the same, one class at a time', (name, before: string[] = []) => [...before, name])
    .addOption(byContentOption())
    .addOption(engineOption());
}

export function byContentOption(): Option {
  return new Option('--include-by-content', 'take files, too, that are images whatever their names end in');
}

/** The classes that the options name, in their order; undefined when they name none. */
export function givenClasses({ classes, class: single }: DatasetOptions): string[] | undefined {
  if (classes && single)
    throw new CommandError(exitCodes.usage, 'USAGE', 'Expected --classes or --class, received both.');
  return classes ?? single;
}

/** Names between commas. As in CSV, a name may stand in quotes, which keep its commas and outer blanks. */
export function classNamesOf(list: string): string[] {
  const names: string[] = [];
  let rest = list;
  for (;;) {
    const quoted = /^\s*"((?:[^"]|"")*)"\s*(,|$)/.exec(rest);
    const [whole, name, end] = quoted ?? /^([^,]*)(,|$)/.exec(rest)!;
    names.push(quoted ? name!.replaceAll('""', '"') : name!.trim());
    if (end === '') return names;
    rest = rest.slice(whole!.length);
  }
}
