import { type Draws, drawsOf } from './draws.ts';

const hour = 3600;
export const day = 24 * hour;

/** A run before it is submitted. */
export interface PlannedRun {
  /** The network, by which the database reckons how long a run takes. */
  backbone: string;
  /** How long a worker has it. */
  seconds: number;
  /** How long its student looks at the one before. */
  thinkSeconds: number;
}

/** A student sits down and submits one run after another, the next one when the last has ended. */
interface Session {
  student: number;
  /** Seconds since the term began, a Monday at midnight. */
  begins: number;
  runs: PlannedRun[];
}

export interface Term {
  students: number;
  sessions: Session[];
  /** Seconds since the term began. */
  deadlines: number[];
}

export interface TermChoices {
  seed: number;
  students: number;
  /** Two weeks each, one after the other; due on a Sunday at midnight. */
  assignments: number;
  /** By how much runs are longer than those that were measured: more images, more epochs. */
  longer: number;
}

/**
 * What students submit, by share. Seconds are those of tests/bench/README.md on two cores: head on stored features
 * (course/second), its first pass (course/fit), augmentation/fit, augmentation/second, fineTuning/block5, a hundred
 * epochs of cnn/native, and VGG19 on 4,000 images (memory/VGG19). The shares are assumed.
 */
const kinds = [
  { share: 0.4, backbone: 'VGG19', seconds: 2.42 },
  { share: 0.1, backbone: 'VGG19', seconds: 49.7 },
  { share: 0.1, backbone: 'ResNet50', seconds: 89.2 },
  { share: 0.1, backbone: 'ResNet50', seconds: 1.29 },
  { share: 0.15, backbone: 'VGG16', seconds: 39.8 },
  { share: 0.1, backbone: 'CNN', seconds: 88.4 },
  { share: 0.05, backbone: 'VGG19', seconds: 576 },
] as const;
const upTo = kinds.map((_, index) => kinds.slice(0, index + 1).reduce((sum, { share }) => sum + share, 0));
/** Images and epochs differ from run to run. */
const deviation = 0.5;

/** How many people work in each hour of the day, from midnight; the busiest hour is 1. */
const hours = [
  0.35, 0.2, 0.08, 0.04, 0.02, 0.02, 0.04, 0.1, 0.25, 0.45, 0.6, 0.65, 0.55, 0.65, 0.75, 0.8, 0.75, 0.65, 0.6, 0.75,
  0.9, 1, 0.95, 0.65,
];
/** On Saturday and Sunday, beside the other days. */
const weekend = 0.7;
/** The share that comes some time; the others come the nearer to the deadline the more often. */
const early = 0.25;
const meanBeforeDeadline = 20 * hour;
const assignmentSeconds = 14 * day;

/** Two sessions an assignment in the mean, of two and a half runs. */
const mostSessions = 3;
const mostRuns = 4;
const meanThinkSeconds = 240;

/** The same term for the same choices. */
export function drawTerm({ seed, students, assignments, longer }: TermChoices): Term {
  const draws = drawsOf(seed);
  const deadlines = Array.from({ length: assignments }, (_, index) => (index + 1) * assignmentSeconds);
  const sessions: Session[] = [];
  for (const deadline of deadlines)
    for (let student = 0; student < students; student += 1)
      for (let left = 1 + draws.below(mostSessions); left > 0; left -= 1)
        sessions.push({ student, begins: drawMoment(draws, deadline), runs: drawRuns(draws, longer) });
  sessions.sort((a, b) => a.begins - b.begins);
  return { students, sessions, deadlines };
}

function drawMoment(draws: Draws, deadline: number): number {
  for (;;) {
    const before = draws.share() < early ? draws.between(0, assignmentSeconds) : draws.exponential(meanBeforeDeadline);
    if (before >= assignmentSeconds) continue;
    const moment = deadline - before;
    const isWeekend = Math.floor(moment / day) % 7 >= 5;
    const busy = hours[Math.floor(moment / hour) % 24]! * (isWeekend ? weekend : 1);
    if (draws.share() < busy) return moment;
  }
}

function drawRuns(draws: Draws, longer: number): PlannedRun[] {
  return Array.from({ length: 1 + draws.below(mostRuns) }, () => {
    const drawn = draws.share();
    const kind = kinds.find((_, index) => drawn < upTo[index]!) ?? kinds[0];
    return {
      backbone: kind.backbone,
      seconds: kind.seconds * longer * draws.spread(deviation),
      thinkSeconds: draws.exponential(meanThinkSeconds),
    };
  });
}
