import type { BackboneName } from './backboneEntries.ts';

/** Where a network is frozen: all of it, all but its last block, or all but its last two. */
export const lectureFreezes = ['ALL', 'LAST_BLOCK', 'LAST_TWO_BLOCKS'] as const;
export type LectureFreeze = (typeof lectureFreezes)[number];

/** The head: the last layer alone, or one dense layer before it, or a wide one with dropout. */
export const lectureHeads = ['LINEAR', 'DENSE', 'WIDE'] as const;
export type LectureHead = (typeof lectureHeads)[number];

/** How training images are varied. */
export const lectureAugmentations = ['NONE', 'FLIP', 'GENTLE', 'STRONG'] as const;
export type LectureAugmentation = (typeof lectureAugmentations)[number];

/** What curves are coloured by. */
export const lectureChoiceFields = ['network', 'freeze', 'head', 'augmentation'] as const;
export type LectureChoiceField = (typeof lectureChoiceFields)[number];

/** What a guest chose. */
export interface LectureChoice {
  network: BackboneName;
  freeze: LectureFreeze;
  head: LectureHead;
  augmentation: LectureAugmentation;
}

/** Networks with features to prepare, for each place where they are frozen and each augmentation, at most. */
export const mostPrepared = 24;

/** Where a lecture stands: nothing prepared, being prepared, nothing could be, ready to open, phones may join, over. */
export const lectureStates = ['DRAFT', 'PREPARING', 'PREPARING_FAILED', 'READY', 'OPEN', 'ENDED'] as const;
export type LectureState = (typeof lectureStates)[number];

/** Runs of a preparation: all of them, and of those that prepare a choice of the phones, which are done or open. */
export interface PreparedRuns {
  total: number;
  ready: number;
  open: number;
}

/**
 * What a preparation has come to. A lecture can be opened, READY, as soon as one choice is prepared. Others may still
 * be prepared or have failed, and networks from scratch may still train: phones need none of them.
 */
export function preparedState({ total, ready, open }: PreparedRuns): Exclude<LectureState, 'OPEN' | 'ENDED'> {
  if (ready > 0) return 'READY';
  if (open > 0) return 'PREPARING';
  return total === 0 ? 'DRAFT' : 'PREPARING_FAILED';
}

/** Why a run is in a lecture: to prepare features, from scratch for comparison, or because a guest chose it. */
export const lectureParts = ['PREPARED', 'SCRATCH', 'GUEST'] as const;

/** Characters of a nickname at most: it stands on the wall. */
export const longestNickname = 24;
