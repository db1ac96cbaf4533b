import { setTimeout as sleep } from 'node:timers/promises';
import { Repeater } from '@graphql-yoga/subscription';
import { isFinished } from '#contracts/runStatus';
import type { Database, Run } from '#prisma/client';
import { assignmentLoaders } from '../assignments/assignment.loaders.ts';
import { knowEnrollments } from '../courses/access.ts';
import { epochLoaders } from '../epochs/epoch.loaders.ts';
import type { EpochOfRun } from '../epochs/epoch.service.ts';
import type { Context } from '../graphql/context.ts';
import { runLoaders } from '../runs/run.loaders.ts';
import { getRunForViewer } from '../runs/run.service.ts';
import type { ProgressFeed } from './progressFeed.ts';

/** What the subscription needs of a server. */
export interface ProgressServices {
  progress: RunWatch;
}

export interface RunChange {
  run: Run;
  /** The last of `epochs`. */
  epoch: EpochOfRun | null;
  /** Those that ended since the last message, in order. */
  epochs: EpochOfRun[];
}

export interface RunWatch {
  /**
   * The run now, then whenever it changes, until it has ended. Each time it is asked again whether the viewer may see
   * it; the stream ends with what `getRunForViewer` throws. It listens before it reads for the first time, so that no
   * change falls between.
   */
  watch(context: Context, runId: string): Repeater<RunChange>;
}

/** Between two rounds of messages: nobody reads more than four a second. */
const pauseMs = 250;

interface Watcher {
  context: Context;
  runId: string;
  /** Something happened that it was not told yet. */
  due: boolean;
  /** The client has not taken the last message: it gets the next one when it has. */
  busy: boolean;
  /** The last epoch that it was told; null before the first message, which tells none. */
  told: number | null;
  /** The first epoch that was announced since. A run that resumes announces epochs again that were told already. */
  announced: number | null;
  push(change: RunChange): Promise<unknown>;
  stop(error?: unknown): void;
}

/**
 * Tells everybody who watches runs on this server what happens to them. It works in rounds: one round reads what all
 * watchers that are due need, in a few statements for them together, and sends each one message with all epochs since
 * the last. So a run of ten epochs a second costs as much as one of four, and two hundred people little more than one.
 */
export function openRunWatch(feed: ProgressFeed, database: Database): RunWatch {
  const watchers = new Set<Watcher>();
  let lastRound = Number.NEGATIVE_INFINITY;
  let isOn = false;

  async function begin(): Promise<void> {
    if (isOn) return;
    isOn = true;
    // A turn of the event loop at least: people who come together are served together.
    await sleep(Math.max(0, lastRound + pauseMs - performance.now()));
    await tell(
      database,
      [...watchers].filter((watcher) => watcher.due && !watcher.busy),
    );
    lastRound = performance.now();
    isOn = false;
    if ([...watchers].some((watcher) => watcher.due && !watcher.busy)) void begin();
  }

  return {
    watch: (context, runId) =>
      new Repeater<RunChange>(async (push, stop) => {
        const watcher: Watcher = {
          context,
          runId,
          due: true,
          busy: false,
          told: null,
          announced: null,
          stop,
          async push(change) {
            watcher.busy = true;
            await push(change);
            watcher.busy = false;
            if (watcher.due) void begin();
          },
        };
        const unlisten = feed.listen(runId, ({ epoch }) => {
          watcher.due = true;
          if (epoch !== undefined) watcher.announced = Math.min(epoch, watcher.announced ?? epoch);
          void begin();
        });
        watchers.add(watcher);
        void begin();
        await stop;
        watchers.delete(watcher);
        unlisten();
      }),
  };
}

/**
 * One round. What fails for one watcher ends that one alone; what fails for all, such as the database, ends them all.
 */
async function tell(database: Database, watchers: readonly Watcher[]): Promise<void> {
  if (watchers.length === 0) return;
  const wanted = new Map<string, number>();
  for (const watcher of watchers) {
    watcher.due = false;
    watcher.context.answer = {};
    if (watcher.told === null) continue;
    const from = Math.min(watcher.told + 1, watcher.announced ?? Number.POSITIVE_INFINITY);
    wanted.set(watcher.runId, Math.min(from, wanted.get(watcher.runId) ?? from));
  }
  try {
    shareMoment(watchers);
    const [epochs] = await Promise.all([readEpochsFrom(database, wanted), knowAccess(database, watchers)]);
    await Promise.all(watchers.map((watcher) => tellOne(watcher, epochs.get(watcher.runId) ?? [])));
  } catch (error) {
    for (const watcher of watchers) watcher.stop(error);
  }
}

async function tellOne(watcher: Watcher, since: readonly EpochOfRun[]): Promise<void> {
  const { context, runId, told, announced } = watcher;
  try {
    const run = await getRunForViewer(context, runId);
    const from = told === null ? Number.POSITIVE_INFINITY : Math.min(told + 1, announced ?? told + 1);
    const epochs = since.filter(({ epoch }) => epoch >= from);
    watcher.told =
      told === null
        ? ((await epochLoaders(context).lastEpoch.load(runId))?.epoch ?? 0)
        : (epochs.at(-1)?.epoch ?? told);
    watcher.announced = null;
    // The client may be slow; nobody waits for it.
    void watcher.push({ run, epoch: epochs.at(-1) ?? null, epochs });
    if (isFinished(run.status)) watcher.stop();
  } catch (error) {
    watcher.stop(error);
  }
}

/** What is the same for everybody is read once a round. */
function shareMoment(watchers: readonly Watcher[]): void {
  const moment = {};
  for (const { context } of watchers) context.moment = moment;
}

/** Reads for all of them at once what says whether they may see their runs. */
async function knowAccess(database: Database, watchers: readonly Watcher[]): Promise<void> {
  const runs = await runLoaders(watchers[0]!.context).run.loadMany([...new Set(watchers.map(({ runId }) => runId))]);
  const assignmentIds = new Map(
    runs.flatMap((run) => (run && !(run instanceof Error) ? [[run.id, run.assignmentId]] : [])),
  );
  const assignments = await database.assignment.findMany({
    where: { id: { in: [...new Set(assignmentIds.values())] } },
  });
  const byId = new Map(assignments.map((assignment) => [assignment.id, assignment]));
  const asked = watchers.flatMap(({ context, runId }) => {
    const assignment = byId.get(assignmentIds.get(runId) ?? '');
    if (!assignment) return [];
    assignmentLoaders(context).assignment.prime(assignment.id, assignment);
    return [{ context, courseId: assignment.courseId }];
  });
  await knowEnrollments(database, asked);
}

/** The epochs of runs, each from a number on, in order. */
async function readEpochsFrom(
  database: Database,
  from: ReadonlyMap<string, number>,
): Promise<Map<string, EpochOfRun[]>> {
  if (from.size === 0) return new Map();
  const rows = await database.$queryRaw<EpochOfRun[]>`
    SELECT run.id AS "runId", epoch.*
    FROM unnest(${[...from.keys()]}::text[], ${[...from.values()]}::int[]) AS wanted(id, first)
    JOIN run USING (id) JOIN epoch ON epoch."runNumber" = run.number AND epoch.epoch >= wanted.first
    ORDER BY run.id, epoch.epoch`;
  return Map.groupBy(rows, (epoch) => epoch.runId);
}
