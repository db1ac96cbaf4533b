'use client';

import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { useSite } from './useSite.ts';

/** What the browser's tab says as soon as the page knows it: "freeze none, epochs 20 · Downstream". */
export function usePageTitle(title: string | undefined): void {
  const t = useTranslations();
  const site = useSite()?.name ?? t('site.name');
  useEffect(() => {
    if (title) document.title = t('site.pageTitle', { page: title, site });
  }, [title, site, t]);
}
