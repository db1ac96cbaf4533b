import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { openImageFolder } from '../../worker/data/imageFolder.ts';
import { readModel } from '../../worker/training/savedModel.ts';
import { refusingBadInput } from '../local/refuse.ts';
import { foundLine } from '../local/report.ts';
import { engineOption, startLocalEngine, type WantedEngine } from '../local/startLocalEngine.ts';
import { callersPath } from './callersPath.ts';
import { evaluateOn } from './train.ts';

interface EvaluateOptions {
  data: string;
  engine: WantedEngine;
  json?: boolean;
}

export function evaluateCommand(): Command {
  return new Command('evaluate')
    .description('evaluate a model that "train --save" kept on labelled images')
    .argument('<model>', 'the folder of the model')
    .requiredOption('--data <folder>', 'holds one folder a class, or a test/ that does')
    .option('--engine <engine>', 'auto, native or wasm', engineOption, 'auto')
    .option('--json', 'the evaluation as one line of JSON')
    .addHelpText(
      'after',
      `
Example:
  downstream evaluate ./my-model --data ./cats-and-dogs`,
    )
    .action((model: string, options: EvaluateOptions) => refusingBadInput(() => evaluateHere(model, options)));
}

async function evaluateHere(path: string, options: EvaluateOptions): Promise<void> {
  await startLocalEngine(options.engine);
  const { recipe, classNames, model } = await readModel(callersPath(path));
  const data = callersPath(options.data);
  const test = join(data, 'test');
  const folder = await openImageFolder(existsSync(test) ? test : data, classNames);
  (options.json ? process.stderr : process.stdout).write(`${foundLine(folder)}\n`);
  await evaluateOn(folder, model, recipe, options.json);
}
