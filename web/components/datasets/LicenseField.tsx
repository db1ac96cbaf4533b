'use client';

import { Autocomplete, type AutocompleteProps } from '@mantine/core';
import { useTranslations } from 'next-intl';

/** SPDX identifiers of the licences that photographs usually come under. */
const usual = [
  'CC0-1.0',
  'CC-BY-4.0',
  'CC-BY-SA-4.0',
  'CC-BY-NC-4.0',
  'CC-BY-NC-SA-4.0',
  'ODbL-1.0',
  'Apache-2.0',
  'MIT',
];

/** A licence: one of the usual ones, or what somebody types. */
export function LicenseField(props: Pick<AutocompleteProps, 'value' | 'onChange' | 'error'>) {
  const t = useTranslations();
  return (
    <Autocomplete
      label={t('datasets.license')}
      description={t('datasets.licenseDescription')}
      data={usual}
      maxLength={500}
      {...props}
    />
  );
}
