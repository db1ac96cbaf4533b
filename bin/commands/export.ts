import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { type ExportFormat, exportFormats } from '#contracts/exports';
import { callersPath } from '../terminal/arguments.ts';

interface ExportOptions {
  to: ExportFormat;
  out?: string;
}

export function exportCommand(): Command {
  return new Command('export')
    .description('write a run\'s trained model, or one that "train --save" kept, in another library\'s format')
    .argument('<run or folder>', 'the id of a run that succeeded, or the folder of a model')
    .addOption(
      new Option('--to <format>', 'Keras 3, Keras 2, TensorFlow.js, ONNX, or a Python program for Keras 3')
        .choices(exportFormats)
        .makeOptionMandatory(),
    )
    .option('--out <path>', 'where it goes; else into this folder, under a name of its own')
    .addHelpText(
      'after',
      `
Examples:
  downstream export 0198… --to keras --out cats-and-dogs.keras
  downstream export ./my-model --to tfjs --out ./my-page/model`,
    )
    .action(async (source: string, options: ExportOptions) => {
      if (existsSync(join(callersPath(source), 'model.json'))) {
        // TensorFlow.js takes a while to load, which no other command should wait for.
        const { exportHere } = await import('../local/exportHere.ts');
        await exportHere(source, options.to, options.out);
      } else {
        const { exportFromSite } = await import('../export/exportFromSite.ts');
        await exportFromSite(source, options.to, options.out);
      }
    });
}
