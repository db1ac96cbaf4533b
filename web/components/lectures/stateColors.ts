import type { LectureState } from '#contracts/lectureChoices';

/** Colours of the badge that says where a lecture stands. */
export const stateColors: Record<LectureState, string> = {
  DRAFT: 'gray',
  PREPARING: 'blue',
  PREPARING_FAILED: 'red',
  READY: 'teal',
  OPEN: 'teal',
  ENDED: 'gray',
};
