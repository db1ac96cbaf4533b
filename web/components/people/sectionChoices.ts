'use client';

import { useTranslations } from 'next-intl';
import type { CourseHead } from '../courses/CourseFrame.tsx';

/** The choice that takes people out of their section; no section's id is this. */
export const outOfSection = 'none';

/** The sections of a course as a field's choices, and to be in none. */
export function useSectionChoices({ sections }: CourseHead) {
  const t = useTranslations();
  return [
    ...sections.map(({ id, name }) => ({ value: id, label: name })),
    { value: outOfSection, label: t('people.noSection') },
  ];
}
