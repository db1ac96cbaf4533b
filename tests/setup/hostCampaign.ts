import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { openS3Store } from '#prisma/objects/s3Store';
import { missingObjects } from '../../bin/backup/bucketObjects.ts';
import { dataOf, type SignedIn } from './api.ts';
import { openClassroom } from './classroom.ts';
import { type HostCounts, type HostedSite, startHostedSite } from './hostedSite.ts';
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

export interface HostRun {
  id: string;
  student: SignedIn;
  /** Its end, as the database has it. */
  stored: Awaited<ReturnType<typeof readRun>>;
  /** What an undisturbed run of the same recipe computed. */
  undisturbed: ReturnType<typeof numbersOf>;
  /** What somebody saw who watched it all the time. */
  watched: Watched;
}

export interface Campaign {
  runs: HostRun[];
  /** What the claims and epochs that were written say against the rule that one worker at a time trains a run. */
  doubled: string[];
  /** Claims, and epochs that were dropped since they came after the last checkpoint. */
  claims: number;
  droppedEpochs: number;
  /** Objects that the rows name and the buckets do not have. */
  missing: string[];
  /** Attacks that came while runs were trained. */
  attacksInTime: number;
  seconds: number;
}

const patienceMs = 1_500_000;

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

    const journal = await keepJournal(site);
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

interface Entry {
  run: number;
  what: 'claim' | 'epoch' | 'dropped';
  attempt: number;
  epoch: number | null;
  /** Of the host that wrote it. */
  address: string;
}

/** Has the database write down which host claims a run, and which one stores or drops each epoch. */
async function keepJournal({ ownerUrl }: HostedSite) {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query(`
    CREATE TABLE journal (id bigserial, run int, what text, attempt int, epoch int, address text);
    CREATE FUNCTION journal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
      BEGIN
        IF TG_TABLE_NAME = 'run' THEN
          INSERT INTO journal (run, what, attempt, address)
            VALUES (NEW.number, 'claim', NEW.attempt, host(inet_client_addr()));
        ELSIF TG_OP = 'DELETE' THEN
          INSERT INTO journal (run, what, attempt, epoch, address)
            SELECT number, 'dropped', attempt, OLD.epoch, host(inet_client_addr()) FROM run
            WHERE number = OLD."runNumber";
        ELSE
          INSERT INTO journal (run, what, attempt, epoch, address)
            SELECT number, 'epoch', attempt, NEW.epoch, host(inet_client_addr()) FROM run
            WHERE number = NEW."runNumber";
        END IF;
        RETURN NULL;
      END $$;
    CREATE TRIGGER journal AFTER UPDATE OF attempt ON run FOR EACH ROW
      WHEN (OLD.attempt <> NEW.attempt) EXECUTE FUNCTION journal();
    CREATE TRIGGER journal AFTER INSERT OR UPDATE OR DELETE ON epoch FOR EACH ROW EXECUTE FUNCTION journal();`);
  await owner.end();
  return {
    async read() {
      const reader = new pg.Client({ connectionString: ownerUrl });
      await reader.connect();
      const { rows } = await reader.query<Entry>('SELECT run, what, attempt, epoch, address FROM journal ORDER BY id');
      await reader.end();
      return {
        doubled: contradictionsIn(rows),
        claims: rows.filter(({ what }) => what === 'claim').length,
        droppedEpochs: rows.filter(({ what }) => what === 'dropped').length,
      };
    },
  };
}

/**
 * Whatever is against the rule that one host at a time trains a run: it stores each epoch once, in order, under its own
 * claim, and only a later claim drops epochs.
 */
function contradictionsIn(entries: readonly Entry[]): string[] {
  const states = new Map<number, { attempt: number; address: string; last: number }>();
  const wrong: string[] = [];
  for (const entry of entries) {
    const { run, what, attempt, epoch, address } = entry;
    const state = states.get(run) ?? { attempt: 0, address: '', last: 0 };
    states.set(run, state);
    const isRight =
      what === 'claim'
        ? attempt === state.attempt + 1
        : attempt === state.attempt && address === state.address && (what === 'dropped' || epoch === state.last + 1);
    if (!isRight) wrong.push(`${JSON.stringify(entry)} after ${JSON.stringify(state)}`);
    if (what === 'claim') Object.assign(state, { attempt, address });
    else state.last = what === 'dropped' ? Math.min(state.last, epoch! - 1) : epoch!;
  }
  return wrong;
}

/** The buckets, with the keys of workers. */
function workersStores({ stores }: HostedSite) {
  const keys = {
    accessKeyId: workerKeys.AWS_ACCESS_KEY_ID,
    secretAccessKey: workerKeys.AWS_SECRET_ACCESS_KEY,
  };
  return { objects: openS3Store(stores.objects, keys), sealed: openS3Store(stores.sealed, keys) };
}
