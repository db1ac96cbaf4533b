'use client';

import type { SelectProps } from '@mantine/core';
import { languageNames, languages } from '#contracts/languages';
import { Select } from './Select.tsx';

/** The languages of the site by their own names; `none` is the text of a first choice, whose value is "". */
export function LanguageField({ none, ...props }: Omit<SelectProps, 'data'> & { none?: string }) {
  const names = languages.map((language) => ({ value: language as string, label: languageNames[language] }));
  return (
    <Select
      data={none === undefined ? names : [{ value: '', label: none }, ...names]}
      allowDeselect={false}
      {...props}
    />
  );
}
