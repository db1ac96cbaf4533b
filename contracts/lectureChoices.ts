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

/** Where a lecture stands: nothing prepared, being prepared, ready to open, phones may join, over. */
export const lectureStates = ['DRAFT', 'PREPARING', 'READY', 'OPEN', 'ENDED'] as const;
export type LectureState = (typeof lectureStates)[number];

/** Why a run is in a lecture: to prepare features, from scratch for comparison, or because a guest chose it. */
export const lectureParts = ['PREPARED', 'SCRATCH', 'GUEST'] as const;

/** Characters of a nickname at most: it stands on the wall. */
export const longestNickname = 24;
