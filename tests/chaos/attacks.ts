import { mkdtemp, readdir, readFile, rm, stat, truncate } from 'node:fs/promises';
import { createServer, connect as dial, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { attemptsWithoutCheckpoint } from '../../worker/claims/claim.ts';
import { type Outcome, type Rig, recipeOf } from './rig.ts';

/** What an attack did and found. */
export interface Finding {
  attack: string;
  /** What was done: the point at which a process died, how many were killed, … */
  did: string;
  /** Of random kills: how many came after something was stored since the last one, and how many at any time. */
  kills?: { afterProgress: number; atAnyTime: number };
  /** Whether it was done at all: a point may not be reached in a run. */
  happened: boolean;
  runs: number;
  /** Runs that did not succeed with the history of an undisturbed one. */
  wrong: (Outcome & { seed: number })[];
  seconds: number;
}

export interface Attacker {
  rig: Rig;
  /** A whole number from 0 to one less than `end`, drawn by chance. */
  draw(end: number): number;
  /** What an undisturbed run of the seed gave. */
  undisturbed(seed: number): Promise<Outcome>;
  /** How long a run may take, in ms. */
  patienceMs: number;
}

/** Every point that a run reaches, in the order of their names; the run is undisturbed. */
export async function listPoints({ rig, patienceMs }: Pick<Attacker, 'rig' | 'patienceMs'>): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'chaos-'));
  const file = join(folder, 'points');
  const worker = rig.keepWorker({ CHAOS_POINTS: file });
  try {
    const { status } = await rig.outcomeOf(await rig.submit(recipeOf(1)), patienceMs);
    if (status !== 'SUCCEEDED') throw new Error(`expected the undisturbed run to succeed, received ${status}`);
  } finally {
    await worker.stop();
  }
  const lines = new Set((await readFile(file, 'utf8')).split('\n').filter(Boolean));
  await rm(folder, { recursive: true });
  return [...lines].sort();
}

/** A process dies at a point; the worker is started again. */
export async function dieAt(attacker: Attacker, point: string): Promise<Finding> {
  const { rig } = attacker;
  const folder = await mkdtemp(join(tmpdir(), 'chaos-'));
  const killed = join(folder, 'killed');
  const worker = rig.keepWorker({ CHAOS_KILL: point, CHAOS_KILLED: killed });
  try {
    const finding = await disturbed(attacker, { attack: 'points', did: `dies ${point}`, seeds: [1] });
    const happened = await stat(killed).then(
      () => true,
      () => false,
    );
    return { ...finding, happened };
  } finally {
    await worker.stop();
    await rm(folder, { recursive: true });
  }
}

/** When a kill comes, whom it hits, and how; all of it is drawn before the first one. */
interface Kill {
  /** Else it waits until something was stored since the last one. */
  atAnyTime: boolean;
  afterMs: number;
  /** Which of the processes that there are then, from 0 to 1. */
  victim: number;
  signal: NodeJS.Signals;
}

// Not SIGSEGV: that is how an engine crashes, and a run whose engine crashes again and again ends by that.
const signals = ['SIGKILL', 'SIGKILL', 'SIGTERM'] as const;
/** One of so many kills comes at any time. */
const anyTimeOf = 4;
const longestAfterMs = 2_000;
const lookEveryMs = 100;

/**
 * Kills processes of two workers, drawn by chance, until all runs have ended. The next kill waits for progress and not
 * for a time: a run ends by its own rule when it loses four attempts without storing a checkpoint, and on a slow
 * machine an attempt may take longer than any time that suits a fast one.
 */
export async function killAtRandom(
  attacker: Attacker,
  { runs, kills }: { runs: number; kills: number },
): Promise<Finding> {
  const { rig, draw } = attacker;
  const plan = Array.from({ length: kills }, () => ({
    atAnyTime: draw(anyTimeOf) === 0,
    afterMs: draw(longestAfterMs),
    victim: draw(1000) / 1000,
    signal: signals[draw(signals.length)]!,
  }));
  const done = { afterProgress: 0, atAnyTime: 0 };
  const ended = new AbortController();
  const workers = [rig.keepWorker(), rig.keepWorker()];
  const killing = killByPlan(rig, plan, done, ended.signal);
  try {
    const seeds = Array.from({ length: runs }, (_, index) => 1 + (index % 4));
    const finding = await disturbed(attacker, { attack: 'kills', did: '', seeds });
    const did =
      `kills ${done.afterProgress} processes of two workers after something was stored, ` +
      `${done.atAnyTime} at any time, of ${kills} that were drawn`;
    return { ...finding, did, kills: done, happened: done.afterProgress + done.atAnyTime > 0 };
  } finally {
    ended.abort();
    await killing;
    await Promise.all(workers.map((worker) => worker.stop()));
  }
}

async function killByPlan(
  rig: Rig,
  plan: readonly Kill[],
  done: { afterProgress: number; atAnyTime: number },
  ended: AbortSignal,
): Promise<void> {
  let last = '';
  const until = async (reached: () => Promise<boolean>) => {
    while (!ended.aborted && !(await reached())) await sleep(lookEveryMs);
  };
  for (const { atAnyTime, afterMs, victim, signal } of plan) {
    if (!atAnyTime) await until(async () => (await storedIn(rig)) !== last);
    await sleep(afterMs);
    await until(() => mayLoseAnAttempt(rig));
    if (ended.aborted) return;
    const processes = rig.processes();
    try {
      process.kill(processes[Math.floor(victim * processes.length)]!, signal);
      done[atAnyTime ? 'atAnyTime' : 'afterProgress'] += 1;
    } catch {
      // It has ended meanwhile.
    }
    last = await storedIn(rig);
  }
}

/** Changes whenever a run stores a checkpoint or ends. */
async function storedIn({ course: { database } }: Rig): Promise<string> {
  const [ended, { _max: newest }] = await Promise.all([
    database.run.count({ where: { finishedAt: { not: null } } }),
    database.checkpoint.aggregate({ _max: { storedAt: true } }),
  ]);
  return `${ended} ${newest.storedAt?.getTime()}`;
}

/** Whether each run could lose this attempt and still have one to spare. */
async function mayLoseAnAttempt({ course: { database } }: Rig): Promise<boolean> {
  const spare = attemptsWithoutCheckpoint - 2;
  return (await database.run.count({ where: { finishedAt: null, attemptsSinceCheckpoint: { gt: spare } } })) === 0;
}

/** Between a worker and its database nothing passes for a while, and no connection is closed. */
export async function cutDatabase(attacker: Attacker, forMs: number): Promise<Finding> {
  const { rig, draw } = attacker;
  const address = new URL(rig.course.worker.databaseUrl);
  const proxy = await halfOpenProxy(Number(address.port || 5432), address.hostname);
  address.hostname = '127.0.0.1';
  address.port = String(proxy.port);
  const worker = rig.keepWorker({ DATABASE_URL: address.href });
  const timer = setTimeout(() => proxy.cut(forMs), 2_000 + draw(4_000));
  try {
    return await disturbed(attacker, {
      attack: 'cuts',
      did: `nothing passes to the database for ${forMs / 1000} s`,
      seeds: [1, 2],
    });
  } finally {
    clearTimeout(timer);
    await worker.stop();
    proxy.close();
  }
}

/** All processes of a worker are halted for a while, as when a machine sleeps; another worker goes on. */
export async function haltWorker(attacker: Attacker, forMs: number): Promise<Finding> {
  const { rig, draw } = attacker;
  const halted = rig.keepWorker();
  const signal = (name: 'SIGSTOP' | 'SIGCONT', ids: number[]) => {
    for (const id of ids)
      try {
        process.kill(id, name);
      } catch {
        // It has ended meanwhile.
      }
  };
  let other: { stop(): Promise<void> } | undefined;
  let ids: number[] = [];
  const timers = [
    setTimeout(() => {
      ids = rig.processes();
      signal('SIGSTOP', ids);
      other = rig.keepWorker();
      timers.push(setTimeout(() => signal('SIGCONT', ids), forMs));
    }, 3_000 + draw(3_000)),
  ];
  try {
    const finding = await disturbed(attacker, {
      attack: 'halts',
      did: `a worker and its children are halted for ${forMs / 1000} s`,
      seeds: [1, 2],
    });
    return { ...finding, happened: ids.length > 0 };
  } finally {
    for (const timer of timers) clearTimeout(timer);
    signal('SIGCONT', ids);
    await Promise.all([halted.stop(), other?.stop()]);
  }
}

/** A worker dies, and a file of its cache, or the newest checkpoint, is cut short before the next one starts. */
export async function truncateFiles(attacker: Attacker): Promise<Finding> {
  const { rig, draw } = attacker;
  const { directories } = rig.course.worker;
  const worker = rig.keepWorker();
  const cut: string[] = [];
  const timer = setTimeout(async () => {
    const newest = await rig.course.database.checkpoint.findFirst({ orderBy: { epoch: 'desc' } });
    for (const id of rig.processes().slice(0, 1)) process.kill(id, 'SIGKILL');
    const checkpoint = newest && join(directories.objects, newest.address.slice(0, 2), newest.address);
    const files = [...(await filesBelow(directories.cache)), ...(checkpoint ? [checkpoint] : [])];
    for (const path of files.filter((file) => file === checkpoint || draw(3) === 0)) {
      const { size } = await stat(path).catch(() => ({ size: 0 }));
      if (size === 0) continue;
      await truncate(path, draw(size));
      cut.push(path);
    }
  }, 3_000 + draw(4_000));
  try {
    const finding = await disturbed(attacker, { attack: 'truncations', did: '', seeds: [1, 2] });
    return { ...finding, did: `cuts ${cut.length} files short`, happened: cut.length > 0 };
  } finally {
    clearTimeout(timer);
    await worker.stop();
  }
}

async function disturbed(
  { rig, undisturbed, patienceMs }: Attacker,
  { attack, did, seeds }: { attack: string; did: string; seeds: number[] },
): Promise<Finding> {
  const started = performance.now();
  const ids: string[] = [];
  for (const seed of seeds) ids.push(await rig.submit(recipeOf(seed)));
  const wrong: Finding['wrong'] = [];
  for (const [index, id] of ids.entries()) {
    const seed = seeds[index]!;
    const [outcome, expected] = [await rig.outcomeOf(id, patienceMs), await undisturbed(seed)];
    if (outcome.status !== 'SUCCEEDED' || outcome.history !== expected.history) wrong.push({ ...outcome, seed });
  }
  return { attack, did, happened: true, runs: seeds.length, wrong, seconds: (performance.now() - started) / 1000 };
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** A proxy that can stop to pass anything on while both sides believe that they are connected. */
async function halfOpenProxy(port: number, host: string) {
  let isCut = false;
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = dial(port, host);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      if (isCut) from.pause();
      from.on('data', (bytes) => to.write(bytes));
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as { port: number }).port,
    cut(forMs: number) {
      isCut = true;
      for (const socket of sockets) socket.pause();
      setTimeout(() => {
        isCut = false;
        for (const socket of sockets) socket.resume();
      }, forMs);
    },
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
