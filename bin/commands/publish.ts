import { setTimeout as sleep } from 'node:timers/promises';
import { Command, Option } from 'commander';
import { backboneNames, preprocessings } from '#contracts/backbones';
import { signedInClient } from '../api/credentials.ts';
import { PublishWeightsDocument, UploadWeightsDocument, WeightsUploadDocument } from '../api/generated/graphql.ts';
import { uploadFile } from '../import/upload.ts';
import { callersPath, wholeNumber } from '../terminal/arguments.ts';
import { CommandError, exitCodes } from '../terminal/exitCodes.ts';

interface PublishOptions {
  name: string;
  file?: string;
  course?: string;
  backbone?: string;
  inputSize?: number;
  preprocessing?: string;
  json?: boolean;
}

export function publishCommand(): Command {
  return new Command('publish')
    .description(
      "publish what a run has made of its backbone, or a file of weights, for the course's recipes; " +
        'prints the id that they name',
    )
    .argument('[run id]', 'a run that succeeded and trained its backbone')
    .requiredOption('--name <name>', 'what the course calls these weights')
    .option('--file <file>', 'instead of a run: .h5 or .keras of any Keras version, or a zip of a TensorFlow.js model')
    .option('--course <id>', "of a file: the course, from its page's address")
    .addOption(new Option('--backbone <name>', 'of a file: whose weights it has').choices(backboneNames))
    .option('--input-size <pixels>', "of a file: what they were trained on, if not the backbone's own", wholeNumber)
    .addOption(new Option('--preprocessing <how>', "if not the backbone's own").choices(preprocessings))
    .option('--json', 'print what the API answers')
    .addHelpText(
      'after',
      `
Examples:
  downstream publish 0198… --name "VGG19, block 5 on cats and dogs"
  downstream publish --file flowers.keras --backbone MobileNetV2 --course 0198… --name "MobileNetV2 on flowers"`,
    )
    .action(publish);
}

async function publish(runId: string | undefined, options: PublishOptions): Promise<void> {
  if ((runId === undefined) === (options.file === undefined))
    throw usage(`Expected the id of a run or --file, received ${runId === undefined ? 'neither' : 'both'}.`);
  const weights = runId === undefined ? await publishFile(options) : await publishRun(runId, options.name);
  process.stdout.write(`${options.json ? JSON.stringify(weights, null, 2) : weights.id}\n`);
}

async function publishRun(runId: string, name: string) {
  const client = await signedInClient();
  return (await client.request(PublishWeightsDocument, { input: { runId, name } })).publishWeights;
}

async function publishFile({ file, course, backbone, name, inputSize, preprocessing }: PublishOptions) {
  if (course === undefined || backbone === undefined) throw usage('Expected --course and --backbone beside --file.');
  const client = await signedInClient();
  process.stderr.write('Sending the file …\n');
  const uploadId = await uploadFile(client, callersPath(file!), { courseId: course });
  const input = { courseId: course, uploadId, name, backbone, inputSize, preprocessing };
  const { id } = (await client.request(UploadWeightsDocument, { input })).uploadWeights;
  process.stderr.write('Waiting for a worker to check it …\n');
  for (;;) {
    const { weightsUpload: found } = await client.request(WeightsUploadDocument, { id });
    if (found?.weights) return found.weights;
    if (!found || found.isChecked) {
      const message = found?.failure ?? 'Expected the weights to be there, but they are gone.';
      throw new CommandError(exitCodes.refused, 'WEIGHTS_UNAVAILABLE', message);
    }
    await sleep(500);
  }
}

function usage(message: string): CommandError {
  return new CommandError(exitCodes.usage, 'BAD_USER_INPUT', message);
}
