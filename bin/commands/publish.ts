import { Command } from 'commander';
import { signedInClient } from '../api/credentials.ts';
import { PublishWeightsDocument } from '../api/generated/graphql.ts';

export function publishCommand(): Command {
  return new Command('publish')
    .description("publish what a run has made of its backbone, for the course's recipes; prints the id that they name")
    .argument('<run id>', 'a run that succeeded and trained its backbone')
    .requiredOption('--name <name>', 'what the course calls these weights')
    .option('--json', 'print what the API answers')
    .addHelpText(
      'after',
      `
Example:
  downstream publish 0198… --name "VGG19, block 5 on cats and dogs"`,
    )
    .action(publish);
}

async function publish(runId: string, { name, json }: { name: string; json?: boolean }): Promise<void> {
  const client = await signedInClient();
  const { publishWeights: weights } = await client.request(PublishWeightsDocument, { input: { runId, name } });
  process.stdout.write(`${json ? JSON.stringify(weights, null, 2) : weights.id}\n`);
}
