import type { ImageFault } from '#contracts/datasetImport';
import type { ImportReportFragment } from '../../graphql/generated/graphql.ts';

type Report = NonNullable<ImportReportFragment['report']>;

/** What becomes of one file with a fault: it is left out, it is kept, or the image that it is like is left out. */
export type FileChoice = 'leaveOut' | 'keep' | 'leaveOutOther';

export interface Decision {
  /** The faults whose images are imported all the same. */
  kept: readonly ImageFault[];
  /** What was chosen for single files, by their paths. */
  files: ReadonlyMap<string, FileChoice>;
}

/** Faults that hold nothing up are kept unless somebody says otherwise. */
export function firstDecision({ faults }: Report): Decision {
  return {
    kept: faults.filter(({ needsDecision, canKeep }) => !needsDecision && canKeep).map(({ kind }) => kind),
    files: new Map(),
  };
}

/** What stands for a file: what was chosen for it, else what was chosen for its fault. */
export function choiceOf({ kept, files }: Decision, kind: ImageFault, path: string): FileChoice {
  return files.get(path) ?? (kept.includes(kind) ? 'keep' : 'leaveOut');
}

/** How many images of faults will be left out. */
export function leftOutCount({ faults }: Report, decision: Decision): number {
  return faults.reduce((sum, { kind, count, files }) => {
    const stays = files.filter(({ path }) => choiceOf(decision, kind, path) === 'keep').length;
    const others = count - files.length;
    return sum + files.length - stays + (decision.kept.includes(kind) ? 0 : others);
  }, 0);
}

/** The same as the API takes it. */
export function decisionInput({ faults }: Report, { kept, files }: Decision) {
  const likes = new Map(faults.flatMap(({ files }) => files.map(({ path, like }) => [path, like] as const)));
  const chosen = [...files];
  return {
    leaveOut: faults.map(({ kind }) => kind).filter((kind) => !kept.includes(kind)),
    keep: [...kept],
    leaveOutFiles: chosen.flatMap(([path, choice]) => {
      if (choice === 'leaveOut') return [path];
      const like = likes.get(path);
      return choice === 'leaveOutOther' && like ? [like] : [];
    }),
    keepFiles: chosen.filter(([, choice]) => choice !== 'leaveOut').map(([path]) => path),
  };
}
