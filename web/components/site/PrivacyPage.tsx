'use client';

import { useQuery } from '@apollo/client/react';
import { useTranslations } from 'next-intl';
import { PrivacyNoticeDocument } from '../../graphql/generated/graphql.ts';
import { EmptyState } from '../page/EmptyState.tsx';
import { Markdown } from '../page/Markdown.tsx';
import { Page } from '../page/Page.tsx';
import { QueryState } from '../page/QueryState.tsx';

/** What the site does with what it knows about people, in the words of its administrator. */
export function PrivacyPage() {
  const t = useTranslations();
  const result = useQuery(PrivacyNoticeDocument);
  return (
    <Page title={t('site.privacy')} size={820}>
      <QueryState result={result} rows={8}>
        {({ site }) =>
          site.privacyNotice.trim() === '' ? (
            <EmptyState title={t('site.noPrivacy')} />
          ) : (
            <Markdown text={site.privacyNotice} />
          )
        }
      </QueryState>
    </Page>
  );
}
