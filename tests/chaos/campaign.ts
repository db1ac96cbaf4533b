import { mulberry32 } from '../../learning/random/shuffle.ts';
import {
  type Attacker,
  cutDatabase,
  dieAt,
  type Finding,
  haltWorker,
  killAtRandom,
  listPoints,
  truncateFiles,
} from './attacks.ts';
import { type Outcome, openRig, recipeOf } from './rig.ts';

/** How much is attacked. */
export interface Plan {
  seed: number;
  /** How many of the points a process dies at, drawn by chance; all when absent. */
  points?: number | undefined;
  /** Runs under random kills, and how many kills there are. */
  runs: number;
  kills: number;
  /** How often nothing passes to the database, a worker is halted, and files are cut short. */
  times: number;
}

export const attacks = ['points', 'kills', 'cuts', 'halts', 'truncations'] as const;
export type Attack = (typeof attacks)[number];

const patienceMs = 600_000;

/**
 * Attacks workers on a database of their own, and yields what each attack did and found. `onPoints` is told how many
 * points a run reaches.
 */
export async function* campaign(
  plan: Plan,
  only: readonly Attack[] = attacks,
  onPoints: (count: number) => void = () => {},
): AsyncGenerator<Finding> {
  const random = mulberry32(plan.seed);
  const draw = (end: number) => Math.floor(random() * end);
  const rig = await openRig();
  const known = new Map<number, Outcome>();
  try {
    const attacker: Attacker = {
      rig,
      draw,
      patienceMs,
      async undisturbed(seed) {
        const outcome = known.get(seed);
        if (!outcome) throw new Error(`expected an undisturbed run of seed ${seed}`);
        return outcome;
      },
    };
    const points = await listPoints({ rig, patienceMs });
    onPoints(points.length);
    const calm = rig.keepWorker();
    for (const seed of [1, 2, 3, 4]) known.set(seed, await rig.outcomeOf(await rig.submit(recipeOf(seed)), patienceMs));
    await calm.stop();
    if (only.includes('points'))
      for (const point of drawn(points, plan.points, draw)) yield await dieAt(attacker, point);
    if (only.includes('kills')) yield await killAtRandom(attacker, plan);
    for (let time = 0; time < plan.times; time++) {
      if (only.includes('cuts')) yield await cutDatabase(attacker, 20_000);
      if (only.includes('halts')) yield await haltWorker(attacker, 40_000);
      if (only.includes('truncations')) yield await truncateFiles(attacker);
    }
  } finally {
    await rig.close();
  }
}

/** So many of the list, each at most once; the whole list when no number is given. */
function drawn<Item>(list: readonly Item[], count: number | undefined, draw: (end: number) => number): Item[] {
  const left = [...list];
  if (count === undefined) return left;
  return Array.from({ length: Math.min(count, left.length) }, () => left.splice(draw(left.length), 1)[0]!);
}
