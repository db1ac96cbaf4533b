import { Command, InvalidArgumentError } from 'commander';
import type { ImportOptions } from '../import/importFrom.ts';
import { type FaultOption, faultsOf } from '../import/reportText.ts';

export function importCommand(): Command {
  return new Command('import')
    .description("import a folder or zip of labelled images into a course; prints the dataset version's id")
    .argument('<folder|zip>', 'holds train/, validation/ and test/, each with one folder a class')
    .requiredOption('--course <id>', "the course, from its page's address")
    .requiredOption('--name <name>', 'what the dataset is called; an existing name gets a new version')
    .option('--attribution <text>', 'whose pictures these are and under which licence', '')
    .option('--license <name>', 'an SPDX identifier, an address or a name', '')
    .option('--split <shares>', 'draw missing splits: percent of validation and test, e.g. 15,15', shares)
    .option('--seed <number>', 'for --split', seedNumber, 0)
    .option('--include-by-content', 'take files, too, that are images whatever their names end in')
    .option('--leave-out <faults>', 'do not import images with these faults, with commas between', faults, [])
    .option('--keep <faults>', 'import images with these faults all the same', faults, [])
    .option('--yes', 'leave out what cannot be imported and what is in the test set, keep the rest; do not ask')
    .addHelpText(
      'after',
      `
A worker checks all images. What is wrong is printed at once; on a terminal you are asked what becomes of it.

Faults:
  unreadable, misplaced, incomplete-classes          can only be left out
  same-in-test, similar-in-test, same, similar       the same file, or the same picture saved or scaled otherwise
  duplicates                                         the four before
  all                                                every fault

An upload that was cut off goes on where it stopped when the same command is run again. Ctrl-C during the check cancels
the import.

Example:
  downstream import ./cats-and-dogs --course 0198… --name "cats and dogs" --leave-out duplicates,unreadable`,
    )
    .action(async (path: string, options: ImportOptions) => {
      // The reader comes with TensorFlow.js, which takes a while to load.
      const { importFrom } = await import('../import/importFrom.ts');
      await importFrom(path, options);
    });
}

function shares(text: string): { validationShare: number; testShare: number } {
  const numbers = text.split(',').map((part) => Number(part.trim()) / 100);
  const [validationShare, testShare] = numbers;
  if (
    numbers.length !== 2 ||
    !(validationShare! >= 0.01) ||
    !(testShare! >= 0.01) ||
    validationShare! + testShare! > 0.9
  )
    throw new InvalidArgumentError(`expected two percentages of at most 90 together, such as 15,15, received ${text}.`);
  return { validationShare: validationShare!, testShare: testShare! };
}

function seedNumber(text: string): number {
  const seed = Number(text);
  if (!Number.isInteger(seed) || seed < 0 || seed >= 2 ** 31)
    throw new InvalidArgumentError(`expected a whole number from 0 to 2147483647, received ${text}.`);
  return seed;
}

function faults(list: string, before: FaultOption): FaultOption {
  const found = faultsOf(list);
  if (typeof found === 'string') throw new InvalidArgumentError(found);
  return [...before, ...found];
}
