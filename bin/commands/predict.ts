import { Command, Option } from 'commander';
import { type NetworkOptions, withNetworkOptions } from '../local/networkOptions.ts';
import { wholeNumber } from '../terminal/arguments.ts';
import { CommandError, exitCodes } from '../terminal/exitCodes.ts';
import { table } from '../terminal/table.ts';

type PredictOptions = Omit<NetworkOptions, 'backbone'> & {
  backbone?: NetworkOptions['backbone'];
  model?: string;
  top: number;
};

/** A class and, of ImageNet's, its id in WordNet. */
interface ClassName {
  id?: string;
  name: string;
}

/** What a network answers, whichever it is. */
interface Answers {
  facts: Record<string, string>;
  classes: ClassName[];
  answers: AsyncIterable<{ image: string; values: number[] }> | Iterable<{ image: string; values: number[] }>;
}

export function predictCommand(): Command {
  return withNetworkOptions(new Command('predict'), { mandatory: false })
    .description(
      "tell what images show: which of ImageNet's 1,000 classes, or which of those that a model was trained on",
    )
    .argument('<image...>', 'JPEG, PNG, WebP or GIF files')
    .addOption(
      new Option('--model <folder>', 'a model that "train --save" kept, instead of --backbone').conflicts([
        'backbone',
        'weights',
        'inputSize',
        'preprocessing',
        'interpolation',
        'seed',
      ]),
    )
    .option('--top <number>', 'how many of the most probable classes', wholeNumber, 5)
    .addHelpText(
      'after',
      `
An image of exactly the input size is taken as it is, any other one is resized as Keras's load_img does.
With --json also the probabilities of all classes.

Examples:
  downstream predict --backbone MobileNet cat.jpg dog.jpg --top 3
  downstream predict --model ./my-model cat.jpg dog.jpg`,
    )
    .action(predict);
}

async function predict(paths: string[], options: PredictOptions): Promise<void> {
  const { facts, classes, answers } = await ask(paths, options);
  const images = [];
  for await (const { image, values: probabilities } of answers) {
    const predictions = mostProbable(classes, probabilities, options.top);
    if (options.json) images.push({ image, predictions, probabilities });
    else
      process.stdout.write(
        `${image}\n${table(
          ['probability', 'class'],
          predictions.map(({ probability, name }) => [probability.toFixed(4), name]),
        )}\n\n`,
      );
  }
  if (options.json) process.stdout.write(`${JSON.stringify({ ...facts, images })}\n`);
}

/** TensorFlow.js takes a while to load, which no other command should wait for. */
async function ask(paths: string[], { model, backbone, ...options }: PredictOptions): Promise<Answers> {
  if (model !== undefined) {
    const { askModel } = await import('../local/askModel.ts');
    const { facts, classNames, probabilities } = await askModel(paths, model, options);
    const answers = paths.map((image, index) => ({ image, values: probabilities[index]! }));
    return { facts, classes: classNames.map((name) => ({ name })), answers };
  }
  if (backbone === undefined)
    throw new CommandError(exitCodes.usage, 'BAD_USER_INPUT', 'Expected --backbone or --model, received neither.');
  if (backbone === 'CNN')
    throw new CommandError(
      exitCodes.refused,
      'UNKNOWN_BACKBONE',
      "Expected one of Keras's networks, received CNN, which knows no classes.",
    );
  const { askNetwork } = await import('../local/askNetwork.ts');
  const { imagenetClasses } = await import('#learning');
  const top = { classes: imagenetClasses.length, activation: 'softmax' } as const;
  const { facts, answers } = await askNetwork(paths, { ...options, backbone }, { top });
  return { facts, classes: imagenetClasses.map(([id, name]) => ({ id: id!, name: name! })), answers };
}

interface Prediction extends ClassName {
  class: number;
  probability: number;
}

function mostProbable(classes: ClassName[], probabilities: number[], count: number): Prediction[] {
  return probabilities
    .map((probability, index) => ({ class: index, ...classes[index]!, probability }))
    .sort((one, other) => other.probability - one.probability)
    .slice(0, count);
}
