'use client';

import { useQuery } from '@apollo/client/react';
import { Anchor, Button, Code, CopyButton, Group, NativeSelect, Paper, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { errorText } from '../../graphql/apiError.ts';
import { OpenAssignmentsDocument } from '../../graphql/generated/graphql.ts';
import { useMe } from '../accounts/session.ts';
import { Link } from '../page/Link.tsx';

/** A recipe to run: who is signed in opens it in the builder of one of their assignments. */
export function LessonRecipe({ slug, recipe }: { slug: string; recipe: string }) {
  const t = useTranslations();
  const { me } = useMe();
  return (
    <Paper withBorder p="md">
      <Stack gap="md">
        <Code block fz="sm" style={{ whiteSpace: 'pre-wrap' }}>
          {recipe}
        </Code>
        <Group gap="md" align="flex-end">
          {me ? <OpenInBuilder recipe={recipe} /> : me === null ? <SignInFirst slug={slug} /> : null}
          <CopyButton value={recipe}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {copied ? t('page.copied') : t('lessons.copy')}
              </Button>
            )}
          </CopyButton>
        </Group>
        <Text size="sm" c="dimmed">
          {t('lessons.command')}
        </Text>
      </Stack>
    </Paper>
  );
}

function SignInFirst({ slug }: { slug: string }) {
  const t = useTranslations();
  return (
    <Button component={Link} href={`/sign-in?next=${encodeURIComponent(`/learn/${slug}`)}`}>
      {t('lessons.signIn')}
    </Button>
  );
}

/** Opens a recipe in the builder of an assignment that is open, which may be chosen where there are several. */
function OpenInBuilder({ recipe }: { recipe: string }) {
  const t = useTranslations();
  const { data, error } = useQuery(OpenAssignmentsDocument);
  const [chosen, setChosen] = useState('');
  if (error) return <Text size="sm">{errorText(t, error)}</Text>;
  if (!data) return <Button loading>{t('lessons.open')}</Button>;
  const open = data.courses.flatMap(({ title, assignments }) =>
    assignments
      .filter(({ isOpen }) => isOpen)
      .map((assignment) => ({
        value: assignment.id,
        label: t('lessons.assignmentOf', { course: title, assignment: assignment.title }),
      })),
  );
  const [first] = open;
  if (!first)
    return (
      <Text size="sm">
        {t.rich('lessons.noAssignment', {
          courses: (text) => (
            <Anchor component={Link} href="/courses" size="sm" underline="always">
              {text}
            </Anchor>
          ),
        })}
      </Text>
    );
  const id = chosen === '' ? first.value : chosen;
  return (
    <>
      {open.length > 1 && (
        <NativeSelect
          label={t('lessons.assignment')}
          value={id}
          onChange={({ currentTarget }) => setChosen(currentTarget.value)}
          data={open}
        />
      )}
      <Button component={Link} href={`/assignments/${id}/submit?recipe=${encodeURIComponent(recipe)}`}>
        {t('lessons.open')}
      </Button>
    </>
  );
}
