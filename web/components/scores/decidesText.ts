import type { Translate } from '../../i18n/translate.ts';
import type { Formats } from '../page/formats.ts';

/** When an assignment ends for everybody, extensions included; null where no end is set. */
export interface End {
  finalAt?: string | null | undefined;
  /** The course's. */
  timeZone: string;
}

/** When the private share of the test set decides: one rule, which boards and runs say in the same words. */
export function decidesText({ finalAt, timeZone }: End, t: Translate, formats: Formats): string {
  return finalAt
    ? t('scores.decidesAt', { moment: formats.momentIn(finalAt, timeZone) })
    : t('scores.decidesWhenClosed');
}
