'use client';

import { useMutation } from '@apollo/client/react';
import { Button, Code, CopyButton, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { errorText } from '../../graphql/apiError.ts';
import { OpenJoiningDocument, RenewJoinCodeDocument } from '../../graphql/generated/graphql.ts';
import { ConfirmButton } from '../page/ConfirmButton.tsx';
import { Section } from '../page/Section.tsx';
import { useSite } from '../page/useSite.ts';

/** The code with which students join; staff close it and renew it. */
export function JoinCode({ courseId, code, isOpen }: { courseId: string; code: string; isOpen: boolean }) {
  const t = useTranslations();
  const signUp = useSite()?.signUp ?? 'OPEN';
  const [renew] = useMutation(RenewJoinCodeDocument, { variables: { courseId } });
  const [open, { loading }] = useMutation(OpenJoiningDocument);
  const toggle = () =>
    open({ variables: { courseId, open: !isOpen } }).catch((error) =>
      notifications.show({ color: 'red', title: t('courses.notChanged'), message: errorText(t, error) }),
    );
  return (
    <Section title={t('courses.joinCode')} description={t('courses.joinCodeDescription')}>
      <Stack gap="sm">
        <Group justify="space-between" wrap="nowrap">
          <Code fz="lg" fw={650} px="sm" py={4} data-testid="join-code" td={isOpen ? undefined : 'line-through'}>
            {code}
          </Code>
          <CopyButton value={code}>
            {({ copied, copy }) => (
              <Button size="xs" variant="default" onClick={copy}>
                {copied ? t('page.copied') : t('page.copy')}
              </Button>
            )}
          </CopyButton>
        </Group>
        {signUp !== 'OPEN' && <Text size="sm">{t(`courses.joinCodeAccounts.${signUp}`)}</Text>}
        {!isOpen && <Text size="sm">{t('courses.joinClosed')}</Text>}
        <Group gap="xs">
          <Button size="xs" variant="default" loading={loading} onClick={toggle}>
            {isOpen ? t('courses.closeJoining') : t('courses.openJoining')}
          </Button>
          <ConfirmButton label={t('courses.renewJoinCode')} title={t('courses.renewTitle')} onConfirm={() => renew()}>
            <Text size="sm">{t('courses.renewText')}</Text>
          </ConfirmButton>
        </Group>
      </Stack>
    </Section>
  );
}
