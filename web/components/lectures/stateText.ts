import type { LectureStateFragment } from '../../graphql/generated/graphql.ts';
import type { Translate } from '../../i18n/translate.ts';

/** Where a lecture stands. One that is ready says how many of its choices are, where others are not. */
export function stateText({ state, preparation: { ready, choices } }: LectureStateFragment, t: Translate): string {
  return state === 'READY' && ready < choices
    ? t('lectures.readyInPart', { ready, choices })
    : t(`lectures.state.${state}`);
}
