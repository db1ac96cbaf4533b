import type { LectureChoice, LectureChoiceField } from '#contracts/lectureChoices';
import type { LectureChoicesFieldsFragment, LectureRunFieldsFragment } from '../../graphql/generated/graphql.ts';
import { classColor } from '../page/classColor.ts';

export type SwarmRun = LectureRunFieldsFragment;

/** The values that a field may have in a lecture, in the order of its offer. */
export function valuesOf(choices: LectureChoicesFieldsFragment, field: LectureChoiceField): string[] {
  switch (field) {
    case 'network':
      return choices.networks.map(({ backbone }) => backbone);
    case 'freeze':
      return [...choices.freezes];
    case 'head':
      return [...choices.heads];
    case 'augmentation':
      return [...choices.augmentations];
  }
}

export interface SwarmGroup {
  value: string;
  color: string;
  choice: LectureChoice;
  runs: number;
  /** Means over the runs with at least one epoch; null where there is none. */
  firstEpoch: number | null;
  /** Over the last quarter of each run's epochs: of a single one the best is luck. */
  late: number | null;
  /** How far its runs lie from that: their standard deviation. Null for fewer than two. */
  spread: number | null;
}

/** Whether a run counts on the wall, in the list and in the table alike: one that was cut short is no fair trial. */
function counts(run: SwarmRun): run is SwarmRun & { best: number } {
  return run.part === 'GUEST' && run.status === 'SUCCEEDED' && run.best !== null;
}

/** The guests' runs that have ended, by what was chosen: what a room can read off the swarm, in numbers. */
export function groupsOf(
  runs: readonly SwarmRun[],
  choices: LectureChoicesFieldsFragment,
  field: LectureChoiceField,
): SwarmGroup[] {
  const values = valuesOf(choices, field);
  return values.map((value, index) => {
    const members = runs.filter((run) => counts(run) && run[field] === value);
    const late = members.flatMap(({ curve }) => lateMean(curve) ?? []);
    return {
      value,
      color: classColor(index, values.length),
      choice: { network: value, freeze: value, head: value, augmentation: value } as LectureChoice,
      runs: members.length,
      firstEpoch: mean(members.flatMap(({ curve }) => curve[0] ?? [])),
      late: mean(late),
      spread: deviation(late),
    };
  });
}

/** The mean over the last quarter of a curve; null where there is no epoch yet. */
export function lateMean(curve: SwarmRun['curve']): number | null {
  return mean(curve.slice(-Math.ceil(curve.length / 4)).filter((value) => value !== null));
}

export interface BoardRow {
  /** From 1; equal ones share it. */
  place: number;
  guestNumber: number;
  nickname: string | null;
  best: number;
  run: SwarmRun;
}

/** What is shown of a share: runs that differ by less are equal. */
const shown = (share: number) => Math.round(share * 1000);

/** Each guest's best run, the best first. */
export function boardOf(runs: readonly SwarmRun[]): BoardRow[] {
  const best = new Map<number, Omit<BoardRow, 'place'>>();
  for (const run of runs) {
    if (run.guestNumber === null || !counts(run)) continue;
    const before = best.get(run.guestNumber);
    if (!before || run.best > before.best)
      best.set(run.guestNumber, { guestNumber: run.guestNumber, nickname: run.nickname, best: run.best, run });
  }
  const rows = [...best.values()].sort((a, b) => shown(b.best) - shown(a.best) || a.guestNumber - b.guestNumber);
  return rows.map((row) => ({ ...row, place: 1 + rows.findIndex((first) => shown(first.best) === shown(row.best)) }));
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function deviation(values: readonly number[]): number | null {
  const middle = mean(values);
  if (middle === null || values.length < 2) return null;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1));
}

/** The first epoch, the last, and whole multiples between them that leave room for both. */
function labelledEpochs(epochs: number, every: number): number[] {
  const between = Array.from({ length: Math.floor(epochs / every) }, (_, index) => (index + 1) * every);
  return [...new Set([1, ...between.filter((epoch) => epoch > 1 && epochs - epoch >= every / 2), epochs])];
}

interface Look {
  /** Of the canvas in CSS pixels. */
  width: number;
  height: number;
  /** Pixels of the letters at the axes. */
  letters: number;
  text: string;
  grid: string;
  scratch: string;
  font: string;
}

/**
 * Draws all curves: those from scratch thick and grey below, the guests' above them, the newest last. A dashed line
 * says what guessing gives.
 */
export function drawSwarm(
  context: CanvasRenderingContext2D,
  runs: readonly SwarmRun[],
  {
    epochs,
    chance,
    colorOf,
    percent,
  }: {
    epochs: number;
    chance: { share: number; label: string };
    colorOf(run: SwarmRun): string;
    percent(share: number): string;
  },
  look: Look,
): void {
  const { width, height, letters, text, grid, scratch, font } = look;
  const drawn = runs.filter(({ part, curve }) => part !== 'PREPARED' && curve.length > 0);
  const values = drawn.flatMap(({ curve }) => curve.filter((value) => value !== null));
  const least = values.length === 0 ? 0 : Math.min(...values);
  // What guessing gives is shown where that takes little of the room from the curves.
  const low = Math.floor(Math.min(least, chance.share >= least - 0.3 ? chance.share : least) * 10) / 10;
  const left = letters * 3.2;
  const bottom = height - letters * 2.1;
  const top = letters * 0.8;
  const right = width - letters;
  const xOf = (epoch: number) => left + ((epoch - 1) / Math.max(1, epochs - 1)) * (right - left);
  const yOf = (value: number) => bottom - ((value - low) / Math.max(0.1, 1 - low)) * (bottom - top);

  context.clearRect(0, 0, width, height);
  context.font = `${letters}px ${font}`;
  context.fillStyle = text;
  context.strokeStyle = grid;
  context.lineWidth = 1;
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  const step = (1 - low) / 0.1 > 6 ? 0.2 : 0.1;
  for (let value = 1; value >= low - 1e-9; value -= step) {
    const y = yOf(value);
    context.beginPath();
    context.moveTo(left, y);
    context.lineTo(right, y);
    context.stroke();
    context.fillText(percent(Math.max(0, value)), left - letters * 0.4, y);
  }
  context.textBaseline = 'alphabetic';
  if (chance.share >= low) {
    context.strokeStyle = text;
    context.setLineDash([letters * 0.4, letters * 0.4]);
    context.beginPath();
    context.moveTo(left, yOf(chance.share));
    context.lineTo(right, yOf(chance.share));
    context.stroke();
    context.setLineDash([]);
    context.fillText(chance.label, right, yOf(chance.share) - letters * 0.3);
  }
  const every = Math.max(1, Math.ceil(epochs / 5 / 5) * 5);
  context.textAlign = 'center';
  for (const epoch of labelledEpochs(epochs, every)) {
    context.fillText(String(epoch), xOf(epoch), height - letters * 0.5);
  }

  context.lineJoin = 'round';
  context.lineCap = 'round';
  const ordered = [...drawn].sort((a, b) => Number(a.part === 'GUEST') - Number(b.part === 'GUEST'));
  for (const run of ordered) {
    const isScratch = run.part === 'SCRATCH';
    context.globalAlpha = isScratch ? 0.85 : drawn.length > 40 ? 0.65 : 0.85;
    context.strokeStyle = isScratch ? scratch : colorOf(run);
    context.lineWidth = isScratch ? letters * 0.42 : Math.max(2, letters * 0.14);
    context.beginPath();
    let isBegun = false;
    for (const [index, value] of run.curve.entries()) {
      if (value === null) continue;
      if (isBegun) context.lineTo(xOf(index + 1), yOf(value));
      else context.moveTo(xOf(index + 1), yOf(value));
      isBegun = true;
    }
    context.stroke();
    const last = run.curve.at(-1);
    // The head of a curve, so that one of a single epoch is seen and a growing one draws the eye.
    if (last != null) {
      context.globalAlpha = 1;
      context.fillStyle = context.strokeStyle;
      context.beginPath();
      context.arc(xOf(run.curve.length), yOf(last), context.lineWidth * 1.3, 0, 2 * Math.PI);
      context.fill();
    }
  }
  context.globalAlpha = 1;
}
