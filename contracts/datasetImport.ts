import { z } from 'zod';
import { type Split, splits } from './dataset.ts';

/** What a worker does for an import: `done` of `total` images. */
export const importPhases = ['LISTING', 'DECODING', 'COMPARING', 'STORING'] as const;
export type ImportPhase = (typeof importPhases)[number];
export const importProgressSchema = z.strictObject({
  phase: z.enum(importPhases),
  done: z.int().nonnegative(),
  total: z.int().nonnegative(),
  /** Seconds until this phase ends, from the speed measured so far; null before anything was measured. */
  etaSeconds: z.number().nonnegative().nullable(),
});
export type ImportProgress = z.infer<typeof importProgressSchema>;

/** What may be wrong with images of a dataset, so that people have to choose what becomes of them. */
export const imageFaults = [
  /** The file is no whole image that Keras reads. */
  'UNREADABLE',
  /** The image lies in no class's folder. */
  'MISPLACED',
  /** A split has no image of the class. */
  'INCOMPLETE_CLASS',
  /** The same bytes are in the test set. */
  'SAME_IN_TEST',
  /** An image of the test set looks the same. */
  'SIMILAR_IN_TEST',
  /** The same bytes come earlier in the same splits. */
  'SAME',
  /** An earlier image of the same splits looks the same. */
  'SIMILAR',
] as const;
export type ImageFault = (typeof imageFaults)[number];

/** Images with these faults cannot be imported: they are left out, or nothing is imported. */
export const faultsToLeaveOut: readonly ImageFault[] = ['UNREADABLE', 'MISPLACED', 'INCOMPLETE_CLASS'];

/** Without a decision about these faults an import waits. The others are only reported. */
export const faultsToDecide: readonly ImageFault[] = [...faultsToLeaveOut, 'SAME_IN_TEST', 'SIMILAR_IN_TEST', 'SAME'];

/** Single files that a decision names, at most. */
const decidedFiles = 2000;

const filePaths = z.array(z.string().max(4096)).max(decidedFiles);

/**
 * What people chose: the faults whose images are left out, and those whose images are kept. What they chose for a
 * single file goes before what they chose for its fault.
 */
export const importDecisionSchema = z.strictObject({
  leaveOut: z.array(z.enum(imageFaults)).default([]),
  keep: z.array(z.enum(imageFaults)).default([]),
  leaveOutFiles: filePaths.default([]),
  keepFiles: filePaths.default([]),
});
export type ImportDecision = z.infer<typeof importDecisionSchema>;

const share = z.number().min(0.01).max(0.9);

/** By which shares, and from which seed, splits are drawn that a set lacks. */
export const splitRequestSchema = z
  .strictObject({
    validationShare: share.default(0.15),
    testShare: share.default(0.15),
    seed: z
      .int()
      .nonnegative()
      .max(2 ** 31 - 1)
      .default(0),
  })
  .refine(({ validationShare, testShare }) => validationShare + testShare <= 0.9, {
    path: ['testShare'],
    params: { code: 'fewToTrainOn' },
    error: 'expected shares that leave a tenth or more of the images to train on',
  });
export type SplitRequest = z.infer<typeof splitRequestSchema>;

/** The same of a set whose splits were drawn, with the splits that were. */
export const drawnSplitSchema = z.strictObject({ ...splitRequestSchema.shape, drawn: z.array(z.enum(splits)) });
export type DrawnSplit = z.infer<typeof drawnSplitSchema>;

/** Why a file beside the images was passed over. */
export const passedOverReasons = ['HIDDEN', 'SYSTEM', 'OTHER_ENDING', 'IMAGE_OF_OTHER_ENDING'] as const;
export type PassedOverReason = (typeof passedOverReasons)[number];

const perSplit = z.record(z.enum(splits), z.int().nonnegative());

/** How many files a report names of one kind, at most; it counts all of them. */
export const namedFiles = 200;

/** Of how many of them it has small pictures. */
export const picturedFiles = 60;

const dimensions = z.strictObject({ width: z.int().positive(), height: z.int().positive() });

/** What was found in a set. */
export const datasetReportSchema = z.strictObject({
  classes: z.array(z.strictObject({ name: z.string(), counts: perSplit, bytes: perSplit })),
  /** Training images of the largest class, divided by those of the smallest one. */
  imbalance: z.number().nullable(),
  faults: z.array(
    z.strictObject({
      kind: z.enum(imageFaults),
      count: z.int().positive(),
      files: z.array(
        z.strictObject({
          path: z.string(),
          /** The image that it is the same as. */
          like: z.string().nullable(),
          /** What was expected and received. */
          reason: z.string().nullable(),
        }),
      ),
    }),
  ),
  passedOver: z.array(
    z.strictObject({ reason: z.enum(passedOverReasons), count: z.int().positive(), files: z.array(z.string()) }),
  ),
  /** What makes the set one that cannot be imported, whatever is left out. */
  problems: z.array(z.string()),
  /** How many images have a longer side of at least so many pixels and less than the next one's. */
  sizes: z.array(z.strictObject({ atLeast: z.int().nonnegative(), count: z.int().nonnegative() })).default([]),
  /** By their number of pixels. */
  smallest: dimensions.nullable().default(null),
  median: dimensions.nullable().default(null),
  largest: dimensions.nullable().default(null),
  drawnSplit: drawnSplitSchema.nullable().default(null),
  /** Training images that show what the classes look like. */
  samples: z.array(z.strictObject({ className: z.string(), path: z.string() })).default([]),
  /** The paths of which there are small pictures. */
  thumbnails: z.array(z.string()).default([]),
});
export type DatasetReport = z.infer<typeof datasetReportSchema>;

/** The paths of the files that a decision leaves out, of those with faults and of all that it names. */
export function leftOutPaths(
  faulty: readonly { kind: ImageFault; path: string }[],
  { leaveOut, leaveOutFiles = [], keepFiles = [] }: Partial<ImportDecision> & Pick<ImportDecision, 'leaveOut'>,
): Set<string> {
  const kept = new Set(keepFiles);
  const byFault = faulty.filter(
    ({ kind, path }) => leaveOut.includes(kind) && (faultsToLeaveOut.includes(kind) || !kept.has(path)),
  );
  return new Set([...byFault.map(({ path }) => path), ...leaveOutFiles]);
}

/** The faults of a report that nobody has decided about yet, neither as a whole nor file by file. */
export function undecided({ faults }: Pick<DatasetReport, 'faults'>, decision: ImportDecision): ImageFault[] {
  const decided = [...decision.leaveOut, ...decision.keep.filter((kind) => !faultsToLeaveOut.includes(kind))];
  const [goes, stays] = [new Set(decision.leaveOutFiles), new Set(decision.keepFiles)];
  return faults
    .filter(({ kind }) => faultsToDecide.includes(kind) && !decided.includes(kind))
    .filter(
      ({ kind, count, files }) =>
        count > files.length ||
        !files.every(({ path }) => goes.has(path) || (stays.has(path) && !faultsToLeaveOut.includes(kind))),
    )
    .map(({ kind }) => kind);
}

/** Why an import ended in FAILED. Stable: scripts rely on them. */
export type ImportFailureCode = 'DATASET_INVALID' | 'DISK_FULL' | 'INTERNAL' | 'STORAGE_FULL' | 'WORKER_LOST';

export function zeroPerSplit(): Record<Split, number> {
  return { train: 0, validation: 0, test: 0 };
}
