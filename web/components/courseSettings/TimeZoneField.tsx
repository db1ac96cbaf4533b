'use client';

import type { SelectProps } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { Select } from '../page/Select.tsx';

/** Time zones by their IANA names; the reader's own one is on top. */
export function TimeZoneField(props: Omit<SelectProps, 'data' | 'label'>) {
  const t = useTranslations();
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zones = [...new Set([own, 'UTC', ...Intl.supportedValuesOf('timeZone')])];
  return (
    <Select
      label={t('courseSettings.timeZone')}
      description={t('courseSettings.timeZoneDescription')}
      searchable
      allowDeselect={false}
      data={zones}
      limit={100}
      {...props}
    />
  );
}
