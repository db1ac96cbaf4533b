'use client';

import { useMutation } from '@apollo/client/react';
import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { errorText } from '../../graphql/apiError.ts';
import {
  CoursePlatformsDocument,
  GradebookDocument,
  GradebookHeadDocument,
  PublishGradesDocument,
} from '../../graphql/generated/graphql.ts';
import { Dialog } from '../page/Dialog.tsx';
import { useFormats } from '../page/formats.ts';
import { Link } from '../page/Link.tsx';
import type { GradedAssignment } from './gradebookRows.ts';

/** Shows students their grades, after saying how many see something new. */
export function PublishGrades(props: { courseId: string; timeZone: string; assignment: GradedAssignment }) {
  const { courseId, timeZone, assignment } = props;
  const t = useTranslations();
  const formats = useFormats();
  const [opened, { open, close }] = useDisclosure(false);
  const [publish, { loading }] = useMutation(PublishGradesDocument, {
    variables: { assignmentId: assignment.id },
    refetchQueries: [
      GradebookDocument,
      { query: GradebookHeadDocument, variables: { courseId } },
      { query: CoursePlatformsDocument, variables: { courseId } },
    ],
  });
  const { title, unpublished, needHandPoints, isFinal, closesAt, finalAt, publishedAt } = assignment;
  if (!isFinal)
    return (
      <Text size="xs" c="dimmed">
        {finalAt
          ? t.rich(finalAt === closesAt ? 'grades.endsAt' : 'grades.extendedUntil', {
              moment: formats.momentIn(finalAt, timeZone),
              link: (text) => (
                <Anchor component={Link} href={`/assignments/${assignment.id}/manage`} underline="always">
                  {text}
                </Anchor>
              ),
            })
          : t.rich('grades.neverEnds', {
              link: (text) => (
                <Anchor component={Link} href={`/assignments/${assignment.id}?close`} underline="always">
                  {text}
                </Anchor>
              ),
            })}
      </Text>
    );
  const confirm = async () => {
    try {
      const { data } = await publish();
      notifications.show({ message: t('grades.publishedCount', { count: data?.publishGrades.published ?? 0 }) });
    } catch (error) {
      notifications.show({ color: 'red', title: t('grades.notPublishedNow'), message: errorText(t, error) });
    }
    close();
  };
  return (
    <>
      <Button
        size="xs"
        variant={unpublished > 0 ? 'filled' : 'default'}
        disabled={unpublished === 0}
        aria-haspopup="dialog"
        onClick={open}
      >
        {publishedAt ? t('grades.publishAgain') : t('grades.publish')}
      </Button>
      <Dialog opened={opened} onClose={close} title={t('grades.publishTitle', { title })}>
        <Stack>
          <Text size="sm">{t('grades.publishText', { count: unpublished })}</Text>
          {needHandPoints > 0 && (
            <Text size="sm" fw={600}>
              {t('grades.publishWithoutHandPoints', { count: needHandPoints })}
            </Text>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('grades.cancel')}
            </Button>
            <Button loading={loading} onClick={confirm}>
              {t('grades.publishConfirm')}
            </Button>
          </Group>
        </Stack>
      </Dialog>
    </>
  );
}
