'use client';

import { useMutation } from '@apollo/client/react';
import { Button, Group, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { errorText } from '../../graphql/apiError.ts';
import { type ManageAssignmentQuery, PlaceInTeamDocument } from '../../graphql/generated/graphql.ts';
import { StudentSelect } from '../members/StudentSelect.tsx';
import { CardTable } from '../page/CardTable.tsx';
import { EmptyState } from '../page/EmptyState.tsx';
import { Section } from '../page/Section.tsx';
import { Select } from '../page/Select.tsx';
import { Table } from '../page/Table.tsx';

const newTeam = 'new';

/** The teams of an assignment. Staff move students between them, also after students could. */
export function ManageTeams({ assignment }: { assignment: ManageAssignmentQuery['assignment'] }) {
  const t = useTranslations();
  const { id: assignmentId, course } = assignment;
  const teams = assignment.teams ?? [];
  const [place, { loading }] = useMutation(PlaceInTeamDocument);
  const [userId, setUserId] = useState<string | null>(null);
  const [teamId, setTeamId] = useState<string | null>(null);
  const [name, setName] = useState('');
  const move = async (input: { userId: string; teamId?: string | null; newTeam?: string }) => {
    try {
      await place({ variables: { input: { assignmentId, ...input } } });
      setName('');
      notifications.show({ message: t('teams.moved') });
    } catch (error) {
      notifications.show({ color: 'red', title: t('assignments.notDone'), message: errorText(t, error) });
    }
  };
  return (
    <Section title={t('teams.title')} description={t('teams.of', { size: assignment.teamSize })}>
      <Stack>
        {teams.length === 0 ? (
          <EmptyState title={t('teams.none')} />
        ) : (
          <CardTable minWidth={480} aria-label={t('teams.title')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('teams.team')}</Table.Th>
                <Table.Th>{t('teams.members')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {teams.map((team) => (
                <Table.Tr key={team.id}>
                  <Table.Th scope="row">{team.name}</Table.Th>
                  <Table.Td>
                    <Group gap="xs">
                      {team.members.map((member) => (
                        <Group key={member.id} gap={4}>
                          {member.name}
                          <Button
                            size="compact-xs"
                            variant="subtle"
                            color="red"
                            aria-label={t('teams.takeOut', { name: member.name })}
                            onClick={() => move({ userId: member.id })}
                          >
                            ×
                          </Button>
                        </Group>
                      ))}
                    </Group>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </CardTable>
        )}
        <Group align="flex-end">
          <StudentSelect courseId={course.id} label={t('extensions.student')} value={userId} onChange={setUserId} />
          <Select
            label={t('teams.team')}
            data={[
              { value: newTeam, label: t('teams.newTeam') },
              ...teams.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            value={teamId}
            onChange={setTeamId}
          />
          {teamId === newTeam && (
            <TextInput label={t('teams.name')} value={name} onChange={(event) => setName(event.currentTarget.value)} />
          )}
          <Button
            loading={loading}
            disabled={!userId || !teamId || (teamId === newTeam && name.trim() === '')}
            onClick={() => userId && move(teamId === newTeam ? { userId, newTeam: name } : { userId, teamId })}
          >
            {t('teams.move')}
          </Button>
        </Group>
      </Stack>
    </Section>
  );
}
