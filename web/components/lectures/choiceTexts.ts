import type { LectureChoice, LectureChoiceField } from '#contracts/lectureChoices';
import type { LectureRunFieldsFragment } from '../../graphql/generated/graphql.ts';
import type { Translate } from '../../i18n/translate.ts';

/** What was chosen, as people read it. Networks have their names in every language. */
export function choiceText(t: Translate, field: LectureChoiceField, choice: LectureChoice): string {
  switch (field) {
    case 'network':
      return choice.network;
    case 'freeze':
      return t(`lectures.freeze.${choice.freeze}`);
    case 'head':
      return t(`lectures.head.${choice.head}`);
    case 'augmentation':
      return t(`lectures.augmentation.${choice.augmentation}`);
  }
}

/** All of it in one line, only of what there was a choice. */
export function choicesText(
  t: Translate,
  run: Pick<LectureRunFieldsFragment, LectureChoiceField>,
  fields: readonly LectureChoiceField[],
): string {
  return fields.map((field) => choiceText(t, field, run as LectureChoice)).join(' · ');
}

interface Offered {
  networks: readonly unknown[];
  freezes: readonly unknown[];
  heads: readonly unknown[];
  augmentations: readonly unknown[];
}

/** The fields in which phones have a choice; the network, where they have none at all. */
export function openFields({ networks, freezes, heads, augmentations }: Offered): LectureChoiceField[] {
  const lists = { network: networks, freeze: freezes, head: heads, augmentation: augmentations };
  const open = (Object.keys(lists) as LectureChoiceField[]).filter((field) => lists[field].length > 1);
  return open.length > 0 ? open : ['network'];
}
