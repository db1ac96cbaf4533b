import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { openS3Store } from '#prisma/objects/s3Store';
import { missingObjects } from '../../bin/backup/bucketObjects.ts';
import type { EpochFieldsFragment } from '../../web/graphql/generated/graphql.ts';
import { dataOf, type SignedIn } from './api.ts';
import { openClassroom } from './classroom.ts';
import { type HostCounts, type HostedSite, startHostedSite } from './hostedSite.ts';
import { type Journal, keepJournal } from './journal.ts';
import type { Host } from './network.ts';
import { workerKeys } from './s3.ts';
import { shapeClasses, shapePicture } from './shapes.ts';
import { numbersOf } from './shapesCourse.ts';
import type { Files } from './upload.ts';
import { type Watched, watchRun } from './watchRun.ts';

/** Something that happens to a host for some seconds. */
export interface HostAttack {
  host: string;
  kind: 'cut off' | 'paused' | 'without power';
  seconds: number;
}

export interface HostPlan {
  counts: HostCounts;
  /** How many students submit each of the recipes. */
  students: number;
  /** Recipes, which differ by their seed alone. */
  recipes: number;
  epochs: number;
  /** One after the other, each when the next part of all epochs is stored. */
  attacks: readonly HostAttack[];
}

interface HostRun {
  id: string;
  student: SignedIn;
  /** Its end, as the database has it. */
  stored: Awaited<ReturnType<typeof readRun>>;
  /** What an undisturbed run of the same recipe computed. */
  undisturbed: ReturnType<typeof numbersOf>;
  /** What somebody saw who watched it all the time. */
  watched: Watched;
}

export interface Campaign extends Journal {
  runs: HostRun[];
  /** Objects that the rows name and the buckets do not have. */
  missing: string[];
  /** From where the API believes that people came who came from nowhere else than here. */
  strangers: string[];
  /** Attacks that came while runs were trained. */
  attacksInTime: number;
  seconds: number;
}

const patienceMs = 1_500_000;

/**
 * Every run ended as if nothing had happened, nothing was lost, nothing was done twice, and everyone who watched saw
 * all of it.
 */
export function expectWhole({ runs, ...figures }: Campaign): void {
  const seen = runs.map(({ watched: { connections, readAgain } }) => ({ connections, readAgain }));
  console.info(JSON.stringify({ ...figures, seen }));
  for (const { stored, undisturbed, watched } of runs) {
    expect(stored.status, stored.failureMessage ?? '').toBe('SUCCEEDED');
    expect(numbersOf(stored)).toEqual(undisturbed);
    expect(watched.status).toBe('SUCCEEDED');
    expect(watched.epochs.map(numbersOfEpoch)).toEqual(stored.epochs.map(numbersOfEpoch));
  }
  expect(figures).toMatchObject({ doubled: [], missing: [], strangers: [] });
}

function numbersOfEpoch({
  epoch,
  loss,
  acc,
  valLoss,
  valAcc,
}: Pick<EpochFieldsFragment, 'epoch' | 'loss' | 'acc' | 'valLoss' | 'valAcc'>) {
  return { epoch, loss, acc, valLoss, valAcc };
}

/** Trains runs on a site of several hosts, to which one thing after the other happens. `also` looks on meanwhile. */
export async function attackHosts(
  plan: HostPlan,
  also: (site: HostedSite, runs: readonly { id: string; student: SignedIn }[]) => Promise<void> = async () => {},
): Promise<Campaign> {
  const site = await startHostedSite(plan.counts);
  const onFailure = () =>
    Object.values(site.hosts).flatMap(({ name, lines }) => lines.slice(-8).map((line) => `${name}: ${line}`));
  try {
    const classroom = await openClassroom({ url: site.url }, await shapeFiles());
    const assignmentId = await classroom.assignment({ dailyQuota: 100 });
    const seeds = Array.from({ length: plan.recipes }, (_, index) => index + 1);
    const submit = async (student: SignedIn, seed: number) => {
      const recipe = { backbone: 'CNN', inputSize: 46, seed, training: { epochs: plan.epochs, batchSize: 8 } };
      const { submitRun } = await dataOf(student.query(submission, { assignmentId, recipe }));
      return submitRun.run.id as string;
    };

    const calm = await classroom.student('Calm');
    const calmRuns: string[] = [];
    for (const seed of seeds) calmRuns.push(await submit(calm, seed));
    const undisturbed = [];
    for (const id of calmRuns) undisturbed.push(numbersOf(await untilEnded(site, id)));

    const journal = await keepJournal(site.ownerUrl);
    const submitted: { id: string; student: SignedIn; seed: number }[] = [];
    for (let number = 1; number <= plan.students; number++) {
      const student = await classroom.student(`Student ${number}`);
      for (const seed of seeds) submitted.push({ id: await submit(student, seed), student, seed });
    }
    const startedAt = performance.now();
    const watching = submitted.map(({ student, id }) => watchRun(student, id));
    const looking = also(site, submitted);
    const ids = submitted.map(({ id }) => id);
    const attacksInTime = await attack(site, plan, ids);

    const runs: HostRun[] = [];
    for (const [index, { id, student, seed }] of submitted.entries())
      runs.push({
        id,
        student,
        stored: await untilEnded(site, id),
        undisturbed: undisturbed[seed - 1]!,
        watched: await watching[index]!,
      });
    await looking;
    const stores = workersStores(site);
    return {
      runs,
      ...(await journal.read()),
      missing: await missingObjects(site.database, stores),
      strangers: await strangersOf(site),
      attacksInTime,
      seconds: (performance.now() - startedAt) / 1000,
    };
  } catch (error) {
    throw new Error(onFailure().join('\n'), { cause: error });
  } finally {
    await site.close();
  }
}

const submission = `mutation($assignmentId: ID!, $recipe: JSON!) {
  submitRun(input: { assignmentId: $assignmentId, recipe: $recipe }) { run { id } } }`;

/** Pictures of discs and squares, as a folder of a dataset. */
async function shapeFiles(): Promise<Files> {
  const files: Files = {};
  for (const [offset, [split, count]] of Object.entries({ train: 12, validation: 4, test: 10 }).entries())
    for (const [label, name] of shapeClasses.entries())
      for (let index = 0; index < count; index++)
        files[`${split}/${name}/${index}.png`] = await shapePicture(label, offset * 1000 + index);
  return files;
}

/** Does one thing after the other. Returns how many came before all runs had ended. */
async function attack(site: HostedSite, { attacks, epochs }: HostPlan, ids: string[]): Promise<number> {
  const all = ids.length * epochs;
  let inTime = 0;
  for (const [index, { host: name, kind, seconds }] of attacks.entries()) {
    const open = await untilStored(site, ids, (all * (index + 1)) / (attacks.length + 1));
    if (open > 0) inTime++;
    const host = site.hosts[name]!;
    await begin[kind](host);
    await sleep(seconds * 1000);
    await finish[kind](host);
  }
  return inTime;
}

const begin: Record<HostAttack['kind'], (host: Host) => unknown> = {
  'cut off': (host) => host.cutOff(),
  paused: (host) => host.pause(),
  'without power': (host) => host.powerOff(),
};
const finish: typeof begin = {
  'cut off': (host) => host.plugIn(),
  paused: (host) => host.resume(),
  'without power': (host) => host.powerOn(),
};

/** Waits until so many epochs are stored or all runs have ended. Returns how many have not. */
function untilStored({ database }: HostedSite, ids: string[], epochs: number): Promise<number> {
  return until('the epochs of the next attack', async () => {
    const open = await database.run.count({ where: { id: { in: ids }, finishedAt: null } });
    const stored = await database.epoch.count({ where: { run: { id: { in: ids } } } });
    return open === 0 || stored >= epochs ? open : undefined;
  });
}

function untilEnded(site: HostedSite, id: string) {
  return until(`the end of the run ${id}`, async () => {
    const run = await readRun(site, id);
    return run.finishedAt === null ? undefined : run;
  });
}

function readRun({ database }: HostedSite, id: string) {
  return database.run.findUniqueOrThrow({
    where: { id },
    include: { epochs: { orderBy: { epoch: 'asc' } }, evaluation: true },
  });
}

/** What `ask` answers, once it answers something. While the database is away it is asked again, too. */
async function until<Answer>(what: string, ask: () => Promise<Answer | undefined>): Promise<Answer> {
  const end = performance.now() + patienceMs;
  for (;;) {
    const answer = await ask().catch((error: unknown) => {
      if (performance.now() > end) throw error;
      return undefined;
    });
    if (answer !== undefined) return answer;
    if (performance.now() > end) throw new Error(`expected ${what} within ${patienceMs / 60_000} minutes`);
    await sleep(200);
  }
}

async function strangersOf({ database, here }: HostedSite): Promise<string[]> {
  const sessions = await database.session.findMany({ select: { ipAddress: true } });
  return [...new Set(sessions.map(({ ipAddress }) => `${ipAddress}`))].filter((address) => address !== here);
}

/** The buckets, with the keys of workers. */
function workersStores({ stores }: HostedSite) {
  const keys = {
    accessKeyId: workerKeys.AWS_ACCESS_KEY_ID,
    secretAccessKey: workerKeys.AWS_SECRET_ACCESS_KEY,
  };
  return { objects: openS3Store(stores.objects, keys), sealed: openS3Store(stores.sealed, keys) };
}
