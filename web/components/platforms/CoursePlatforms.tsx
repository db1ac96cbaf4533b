'use client';

import { useMutation, useQuery } from '@apollo/client/react';
import { Alert, Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { errorText } from '../../graphql/apiError.ts';
import {
  CoursePlatformsDocument,
  type CoursePlatformsQuery,
  DisconnectPlatformCourseDocument,
  ReadPlatformRosterDocument,
  ResendScoresDocument,
} from '../../graphql/generated/graphql.ts';
import { useMe } from '../accounts/session.ts';
import { Dialog } from '../page/Dialog.tsx';
import { useFormats } from '../page/formats.ts';
import { Link } from '../page/Link.tsx';
import { QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';
import { useSite } from '../page/useSite.ts';

/** The courses of learning platforms that a course is connected to, and how its grades arrive there. */
export function CoursePlatforms({ courseId, isArchived }: { courseId: string; isArchived: boolean }) {
  const t = useTranslations();
  const site = useSite();
  const { me } = useMe();
  const result = useQuery(CoursePlatformsDocument, { variables: { courseId }, pollInterval: 5000 });
  return (
    <Section title={t('platforms.ofCourse')} description={t('platforms.ofCourseDescription')}>
      <QueryState result={result} rows={2}>
        {({ course }) =>
          (course.ltiContexts ?? []).length === 0 ? (
            <Text size="sm" c="dimmed">
              {site?.hasPlatforms === false
                ? t.rich('platforms.noneRegistered', {
                    link: (text) =>
                      me?.siteRole === 'ADMIN' ? (
                        <Anchor component={Link} href="/platforms" underline="always" inherit>
                          {text}
                        </Anchor>
                      ) : (
                        text
                      ),
                  })
                : t('platforms.noneConnected')}
            </Text>
          ) : (
            <Stack component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
              {course.ltiContexts?.map((context) => (
                <li key={context.id}>
                  <Connected context={context} courseId={courseId} isArchived={isArchived} />
                </li>
              ))}
            </Stack>
          )
        }
      </QueryState>
    </Section>
  );
}

type Connection = NonNullable<CoursePlatformsQuery['course']['ltiContexts']>[number];

function Connected(props: { context: Connection; courseId: string; isArchived: boolean }) {
  const { context, courseId, isArchived } = props;
  const t = useTranslations();
  const formats = useFormats();
  const [opened, { open, close }] = useDisclosure(false);
  const variables = { id: context.id };
  const refetchQueries = [{ query: CoursePlatformsDocument, variables: { courseId } }];
  const [readRoster, reading] = useMutation(ReadPlatformRosterDocument, { variables, refetchQueries });
  const [resend, sending] = useMutation(ResendScoresDocument, { variables, refetchQueries });
  const [disconnect, parting] = useMutation(DisconnectPlatformCourseDocument, { variables, refetchQueries });
  const { sent, waiting, failed, error } = context.delivery;
  const attempt = async (act: () => Promise<string>) => {
    try {
      notifications.show({ message: await act() });
    } catch (failure) {
      notifications.show({ color: 'red', title: t('platforms.notDone'), message: errorText(t, failure) });
    }
  };
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <div>
          <Text fw={600}>{t('platforms.courseThere', { title: context.title, platform: context.platform })}</Text>
          <Text size="sm" c="dimmed" role="status">
            {context.takesGrades ? t('platforms.delivery', { sent, waiting, failed }) : t('platforms.takesNoGrades')}
            {context.syncedAt && ` · ${t('platforms.rosterRead', { moment: formats.moment(context.syncedAt) })}`}
          </Text>
        </div>
        {!isArchived && (
          <Group gap="xs">
            {context.tellsRoster && (
              <Button
                size="xs"
                variant="default"
                loading={reading.loading}
                onClick={() =>
                  attempt(async () => {
                    const { data } = await readRoster();
                    const { people = 0, enrolled = 0, waiting: absent = 0, gone = 0 } = data?.readLtiRoster ?? {};
                    return t('platforms.rosterDone', { people, enrolled, waiting: absent, gone });
                  })
                }
              >
                {t('platforms.readRoster')}
              </Button>
            )}
            {waiting + failed > 0 && (
              <Button
                size="xs"
                variant="default"
                loading={sending.loading}
                onClick={() =>
                  attempt(async () => {
                    await resend();
                    return t('platforms.resent');
                  })
                }
              >
                {t('platforms.resend')}
              </Button>
            )}
            <Button size="xs" variant="subtle" color="red" aria-haspopup="dialog" onClick={open}>
              {t('platforms.disconnect')}
            </Button>
          </Group>
        )}
      </Group>
      {waiting + failed > 0 && error && (
        <Alert color="orange" title={t('platforms.lastError')}>
          {error}
        </Alert>
      )}
      <Dialog opened={opened} onClose={close} title={t('platforms.disconnectTitle', { title: context.title })}>
        <Stack>
          <Text size="sm">{t('platforms.disconnectText')}</Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('platforms.keep')}
            </Button>
            <Button
              color="red"
              loading={parting.loading}
              onClick={() =>
                attempt(async () => {
                  await disconnect();
                  close();
                  return t('platforms.disconnected');
                })
              }
            >
              {t('platforms.disconnect')}
            </Button>
          </Group>
        </Stack>
      </Dialog>
    </Stack>
  );
}
