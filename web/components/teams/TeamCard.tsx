'use client';

import { useMutation } from '@apollo/client/react';
import { Alert, Button, Code, Group, List, Stack, Text, TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { errorText } from '../../graphql/apiError.ts';
import {
  AssignmentDocument,
  type AssignmentQuery,
  CreateTeamDocument,
  JoinTeamDocument,
  LeaveTeamDocument,
} from '../../graphql/generated/graphql.ts';
import { useFormats } from '../page/formats.ts';
import { Section } from '../page/Section.tsx';

/** A student's team in an assignment: who is in it, or how to get into one. */
export function TeamCard({ assignment }: { assignment: AssignmentQuery['assignment'] }) {
  const t = useTranslations();
  const formats = useFormats();
  const { id: assignmentId, ownTeam, teamsForm, teamSize, teamsUntil, timeZone } = assignment;
  const refetch = { refetchQueries: [AssignmentDocument], awaitRefetchQueries: true };
  const [create, creating] = useMutation(CreateTeamDocument, refetch);
  const [join, joining] = useMutation(JoinTeamDocument, refetch);
  const [leave, leaving] = useMutation(LeaveTeamDocument, refetch);
  const [name, setName] = useState('');
  const [code, setCode] = useState('');
  const [failure, setFailure] = useState<string>();
  const attempt = async (act: () => Promise<unknown>) => {
    setFailure(undefined);
    try {
      await act();
    } catch (error) {
      setFailure(errorText(t, error));
    }
  };
  const on = (act: () => Promise<unknown>) => (event: FormEvent) => {
    event.preventDefault();
    void attempt(act);
  };
  return (
    <Section
      title={ownTeam ? ownTeam.name : t('teams.yourTeam')}
      description={
        teamsUntil
          ? t('teams.ofUntil', { size: teamSize, until: formats.momentIn(teamsUntil, timeZone) })
          : t('teams.of', { size: teamSize })
      }
    >
      <Stack>
        {failure && (
          <Alert color="red" role="alert">
            {failure}
          </Alert>
        )}
        {ownTeam && (
          <>
            <List size="sm" aria-label={t('teams.members')}>
              {ownTeam.members.map((member) => (
                <List.Item key={member.id}>{member.name}</List.Item>
              ))}
            </List>
            {ownTeam.joinCode && teamsForm && (
              <Text size="sm">
                {t.rich('teams.code', {
                  code: () => <Code data-testid="team-code">{ownTeam.joinCode}</Code>,
                })}
              </Text>
            )}
            {teamsForm && (
              <Button
                size="xs"
                variant="default"
                loading={leaving.loading}
                onClick={() => attempt(() => leave({ variables: { assignmentId } }))}
              >
                {t('teams.leave')}
              </Button>
            )}
          </>
        )}
        {!ownTeam && !teamsForm && <Text size="sm">{t('teams.tooLate')}</Text>}
        {!ownTeam && teamsForm && (
          <>
            <form onSubmit={on(() => create({ variables: { assignmentId, name } }))}>
              <Group align="flex-end" gap="xs">
                <TextInput
                  flex={1}
                  label={t('teams.name')}
                  value={name}
                  onChange={(event) => setName(event.currentTarget.value)}
                />
                <Button type="submit" disabled={name.trim() === ''} loading={creating.loading}>
                  {t('teams.create')}
                </Button>
              </Group>
            </form>
            <form onSubmit={on(() => join({ variables: { assignmentId, code } }))}>
              <Group align="flex-end" gap="xs">
                <TextInput
                  flex={1}
                  label={t('teams.joinCode')}
                  value={code}
                  onChange={(event) => setCode(event.currentTarget.value)}
                />
                <Button type="submit" variant="default" disabled={code.trim() === ''} loading={joining.loading}>
                  {t('teams.join')}
                </Button>
              </Group>
            </form>
          </>
        )}
      </Stack>
    </Section>
  );
}
