'use client';

import { useQuery } from '@apollo/client/react';
import { Stack } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { type AuditFilterInput, CourseLogDocument } from '../../graphql/generated/graphql.ts';
import { CourseFrame } from '../courses/CourseFrame.tsx';
import { Pager, usePages } from '../page/Pager.tsx';
import { pageRows } from '../page/pageRows.ts';
import { QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';
import { AuditFilters, AuditTable } from './AuditTable.tsx';

/** What the staff of a course changed in it. */
export function CourseLogPage({ id }: { id: string }) {
  return (
    <CourseFrame id={id} staffOnly>
      {() => <CourseLog id={id} />}
    </CourseFrame>
  );
}

function CourseLog({ id }: { id: string }) {
  const t = useTranslations();
  const [filter, setFilter] = useState<AuditFilterInput>({});
  const pages = usePages(JSON.stringify(filter));
  const result = useQuery(CourseLogDocument, {
    variables: { id, filter, first: pageRows, after: pages.after },
    fetchPolicy: 'network-only',
  });
  return (
    <Section title={t('auditLog.title')} description={t('auditLog.text')}>
      <QueryState result={{ ...result, data: result.data ?? result.previousData }} rows={8}>
        {({ course: { auditLog, auditChoices } }) =>
          auditLog &&
          auditChoices && (
            <Stack>
              <AuditFilters choices={auditChoices} value={filter} onChange={setFilter} />
              <AuditTable entries={auditLog.nodes} />
              <Pager pages={pages} rows={auditLog.nodes.length} total={auditLog.totalCount} ends={auditLog.pageInfo} />
            </Stack>
          )
        }
      </QueryState>
    </Section>
  );
}
