import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Environment } from '#machine/environment';
import type { NewAccount } from '../api/accounts.ts';
import { EvaluatedRunDocument } from '../api/generated/graphql.ts';
import { openClassroom, openStudent } from '../classroom/classroom.ts';
import { readBoard } from '../commands/leaderboard.ts';
import { followRuns } from '../progress/followRuns.ts';
import { outcome } from '../progress/runText.ts';
import type { System } from '../system/startSystem.ts';
import { splitEmoji, writeDataset } from './animalsOrFood.ts';
import { attribution, fetchEmoji } from './emojiArtwork.ts';
import { demoRecipes } from './recipes.ts';
import { type DemoResult, wayIn } from './report.ts';
import type { Stopwatch } from './stopwatch.ts';

/** Which emoji are trained on and which are the test. Another number gives another dataset, and other scores. */
const splitSeed = 1;

/**
 * The main job, through the public API as any client would: a course with a dataset of emoji, two students, the
 * transfer of a pretrained network against a network that starts from nothing, and what the test set says. Throws when
 * a run does not succeed.
 */
export async function runDemo(
  { url, firstAccountToken }: Pick<System, 'url' | 'firstAccountToken'>,
  environment: Environment,
  seeds: number[],
  { step, seconds }: Stopwatch,
): Promise<DemoResult> {
  const { cache } = environment.directories;
  const emoji = await step('emoji pictures', 'fetching emoji pictures from npm (136 MB the first time)', () =>
    fetchEmoji(cache),
  );
  const recipes = await step('weights choice', 'asking for the weights of MobileNetV2', () => demoRecipes(environment));
  process.stdout.write(`weights: ${recipes.weightsReason}\n`);
  if (recipes.smallerReason) process.stdout.write(`recipes: ${recipes.smallerReason}\n`);

  const folder = join(environment.DATA_DIR, 'animals-or-food');
  const classroom = await step(
    'dataset',
    'making the dataset "animals or food", its course and its assignment',
    async () => {
      await rm(folder, { recursive: true, force: true });
      await writeDataset(folder, splitEmoji(emoji, splitSeed));
      return openClassroom(
        url,
        { ...account('Instructor'), firstAccountToken },
        {
          title: 'Transfer learning',
          dataset: { name: 'animals or food', folder, attribution },
          assignment: {
            title: 'Animals or food',
            description:
              'Is it an animal (or a plant), or something to eat or drink? 580 emoji pictures by two vendors.',
            starterRecipe: recipes.transfer,
          },
        },
      );
    },
  );

  const { students, ended } = await step('training', 'two students submit, a worker trains', async () => {
    const first = await openStudent(url, account('Student A'), classroom, recipes.transfer, seeds);
    const second = await openStudent(url, account('Student B'), classroom, recipes.fromScratch, seeds);
    process.stdout.write(`\n${wayIn({ url, classroom, students: [first.student, second.student] })}\n`);
    const ended = await followRuns([...first.runs, ...second.runs], process.stdout);
    return { students: [first.student, second.student], ended };
  });
  const unlucky = ended.filter((run) => run.status !== 'SUCCEEDED');
  if (unlucky.length > 0)
    throw new Error(unlucky.map((run) => `The ${run.backbone} of ${run.student.name} ${outcome(run)}`).join('\n'));

  const { client } = classroom.instructor;
  // Each by its id: others may have joined by now and submitted runs of their own.
  const answers = await Promise.all(ended.map(({ id }) => client.request(EvaluatedRunDocument, { id })));
  const { entries } = await readBoard(client, classroom.assignmentId);
  await Promise.all([classroom.instructor, ...students].map((account) => account.client.close()));
  return { url, classroom, students, runs: answers.map(({ run }) => run), leaderboard: entries, seconds };
}

function account(name: string): NewAccount {
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@demo.example`;
  return { name, email, password: `demo-${randomBytes(6).toString('hex')}` };
}
