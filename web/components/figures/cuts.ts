import { useTranslations } from 'next-intl';

/** A place to cut a network in its frozen and its trained part. */
export interface Cut {
  /** What a recipe's `freeze` says: `all`, `none`, or the first layer that is trained. */
  freeze: string;
  /** Blocks that are frozen. */
  frozen: number;
  blocks: number;
  /** Parameters that are trained, with the head. */
  trainable: number;
}

/** Says a cut in words: "12 of 19 blocks". */
export function useCutText(): (cut: Cut) => string {
  const t = useTranslations();
  return ({ freeze, frozen, blocks }) => {
    if (freeze === 'all') return t('lessons.allFrozen');
    if (freeze === 'none') return t('lessons.noneFrozen');
    return t('lessons.blocksFrozen', { frozen, blocks });
  };
}
