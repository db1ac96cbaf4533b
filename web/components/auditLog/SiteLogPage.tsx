'use client';

import { useQuery } from '@apollo/client/react';
import { Alert, Stack } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { type AuditFilterInput, SiteLogDocument } from '../../graphql/generated/graphql.ts';
import { Page } from '../page/Page.tsx';
import { Pager, usePages } from '../page/Pager.tsx';
import { pageRows } from '../page/pageRows.ts';
import { QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';
import { AuditFilters, AuditTable } from './AuditTable.tsx';

/** What was changed on the whole site, for administrators. */
export function SiteLogPage() {
  const t = useTranslations();
  const [filter, setFilter] = useState<AuditFilterInput>({});
  const pages = usePages(JSON.stringify(filter));
  const result = useQuery(SiteLogDocument, {
    variables: { filter, first: pageRows, after: pages.after },
    fetchPolicy: 'network-only',
  });
  return (
    <Page title={t('auditLog.siteTitle')} crumbs={[{ label: t('administration.title'), href: '/administration' }]}>
      <QueryState result={{ ...result, data: result.data ?? result.previousData }} rows={8}>
        {({ auditLog, auditChoices }) =>
          auditLog && auditChoices ? (
            <Section title={t('auditLog.title')} description={t('auditLog.siteText')}>
              <Stack>
                <AuditFilters choices={auditChoices} value={filter} onChange={setFilter} />
                <AuditTable entries={auditLog.nodes} withCourse />
                <Pager
                  pages={pages}
                  rows={auditLog.nodes.length}
                  total={auditLog.totalCount}
                  ends={auditLog.pageInfo}
                />
              </Stack>
            </Section>
          ) : (
            <Alert color="red">{t('auditLog.adminsOnly')}</Alert>
          )
        }
      </QueryState>
    </Page>
  );
}
