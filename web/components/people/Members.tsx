'use client';

import { useQuery } from '@apollo/client/react';
import { Checkbox, Group, Pill, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import dynamic from 'next/dynamic';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { CoursePeopleDocument, type CourseRole, type MemberFilter } from '../../graphql/generated/graphql.ts';
import type { CourseHead } from '../courses/CourseFrame.tsx';
import { CardTable } from '../page/CardTable.tsx';
import { EmptyState } from '../page/EmptyState.tsx';
import { Pager, usePages } from '../page/Pager.tsx';
import { pageRows } from '../page/pageRows.ts';
import { QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';
import { Select } from '../page/Select.tsx';
import { Table } from '../page/Table.tsx';

const MemberRow = dynamic(() => import('./MemberRow.tsx').then(({ MemberRow }) => MemberRow), { ssr: false });
const AssignSelected = dynamic(() => import('./AssignSelected.tsx').then(({ AssignSelected }) => AssignSelected), {
  ssr: false,
});

const roles: readonly CourseRole[] = ['STUDENT', 'ASSISTANT', 'INSTRUCTOR'];

/** The people of a course, searched and filtered on the server, page by page. */
export function Members({ course }: { course: CourseHead }) {
  const t = useTranslations();
  const { asked, clear } = useAskedFor();
  const [search, setSearch] = useState('');
  const [role, setRole] = useState<CourseRole | null>(null);
  const [sectionId, setSection] = useState<string | null>(asked.sectionId);
  const [removed, setRemoved] = useState(false);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [sought] = useDebouncedValue(search.trim(), 250);
  const filter: MemberFilter = {
    search: sought,
    role,
    sectionId,
    removed,
    withoutRunIn: asked.without,
    stuckIn: asked.stuck,
  };
  const pages = usePages(JSON.stringify(filter));
  const variables = {
    id: course.id,
    filter,
    first: pageRows,
    after: pages.after,
    stuckIn: asked.stuck ?? '',
    withRun: asked.stuck !== null,
  };
  const result = useQuery(CoursePeopleDocument, { variables });
  const data = result.data ?? result.previousData;
  const selects = course.archivedAt === null && course.sections.length > 0 && !removed;
  return (
    <Section
      title={t('people.title')}
      description={data && t('people.found', { count: data.course.people.totalCount })}
    >
      <Group gap="sm" align="flex-end">
        <TextInput
          type="search"
          label={t('people.search')}
          placeholder={t('people.searchExample')}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          flex={1}
          miw={200}
        />
        <Select
          label={t('people.role')}
          placeholder={t('people.all')}
          clearable
          data={roles.map((value) => ({ value, label: t(`accounts.roles.${value}`) }))}
          value={role}
          onChange={(value) => setRole(value as CourseRole | null)}
          w={140}
        />
        {course.sections.length > 0 && (
          <Select
            label={t('people.section')}
            placeholder={t('people.all')}
            clearable
            data={course.sections.map(({ id, name }) => ({ value: id, label: name }))}
            value={sectionId}
            onChange={setSection}
            w={140}
          />
        )}
      </Group>
      <Group gap="sm">
        <Checkbox
          label={t('people.showRemoved')}
          checked={removed}
          onChange={(event) => setRemoved(event.currentTarget.checked)}
        />
        {(asked.without || asked.stuck) && (
          <Pill withRemoveButton onRemove={clear} removeButtonProps={{ 'aria-label': t('people.everybody') }}>
            {t(asked.without ? 'people.onlyWithout' : 'people.onlyStuck', { assignment: asked.title })}
          </Pill>
        )}
      </Group>
      <QueryState result={{ ...result, data }}>
        {({ course: { people } }) =>
          people.nodes.length === 0 ? (
            <EmptyState title={t('people.none')} />
          ) : (
            <>
              <CardTable minWidth={640} verticalSpacing="xs">
                <Table.Thead>
                  <Table.Tr>
                    {selects && (
                      <Table.Th w={36}>
                        <SelectPage
                          ids={people.nodes.filter(isStudent).map(({ user }) => user.id)}
                          selected={selected}
                          onChange={setSelected}
                        />
                      </Table.Th>
                    )}
                    <Table.Th>{t('people.name')}</Table.Th>
                    <Table.Th>{t('people.number')}</Table.Th>
                    <Table.Th>{t('people.section')}</Table.Th>
                    <Table.Th>{t('people.lastSeen')}</Table.Th>
                    <Table.Th ta="right">{t('people.runs')}</Table.Th>
                    <Table.Th>
                      <Text span className="visually-hidden">
                        {t('people.actions')}
                      </Text>
                    </Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {people.nodes.map((member) => (
                    <MemberRow
                      key={member.user.id}
                      course={course}
                      member={member}
                      failedRunId={member.latestRun?.id}
                      select={
                        selects
                          ? isStudent(member) && (
                              <Checkbox
                                aria-label={t('people.select', { name: member.user.name })}
                                checked={selected.has(member.user.id)}
                                onChange={(event) =>
                                  setSelected(changed(selected, [member.user.id], event.currentTarget.checked))
                                }
                              />
                            )
                          : undefined
                      }
                    />
                  ))}
                </Table.Tbody>
              </CardTable>
              {selects && selected.size > 0 && (
                <AssignSelected course={course} userIds={[...selected]} onDone={() => setSelected(new Set())} />
              )}
              <Pager pages={pages} rows={people.nodes.length} total={people.totalCount} ends={people.pageInfo} />
            </>
          )
        }
      </QueryState>
    </Section>
  );
}

function isStudent({ role }: { role: CourseRole }): boolean {
  return role === 'STUDENT';
}

function changed(selected: ReadonlySet<string>, ids: readonly string[], isIn: boolean): ReadonlySet<string> {
  return new Set(isIn ? [...selected, ...ids] : [...selected].filter((id) => !ids.includes(id)));
}

/** Selects or unselects all students of the page. */
function SelectPage(props: {
  ids: readonly string[];
  selected: ReadonlySet<string>;
  onChange: (selected: ReadonlySet<string>) => void;
}) {
  const { ids, selected, onChange } = props;
  const t = useTranslations();
  const count = ids.filter((id) => selected.has(id)).length;
  return (
    <Checkbox
      aria-label={t('people.selectPage')}
      disabled={ids.length === 0}
      checked={count > 0 && count === ids.length}
      indeterminate={count > 0 && count < ids.length}
      onChange={(event) => onChange(changed(selected, ids, event.currentTarget.checked))}
    />
  );
}

/** The overview links here with whom to show. */
function useAskedFor() {
  const parameters = useSearchParams();
  const router = useRouter();
  const pathname = usePathname();
  return {
    asked: {
      without: parameters.get('without'),
      stuck: parameters.get('stuck'),
      title: parameters.get('title') ?? '',
      sectionId: parameters.get('section'),
    },
    clear: () => router.replace(pathname),
  };
}
