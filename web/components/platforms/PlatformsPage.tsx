'use client';

import { useMutation, useQuery } from '@apollo/client/react';
import { Alert, Button, Code, CopyButton, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { errorText } from '../../graphql/apiError.ts';
import {
  DeletePlatformDocument,
  InvitePlatformDocument,
  type PlatformRowFragment,
  PlatformsDocument,
} from '../../graphql/generated/graphql.ts';
import { Dialog } from '../page/Dialog.tsx';
import { EmptyState } from '../page/EmptyState.tsx';
import { FactList } from '../page/FactList.tsx';
import { useFormats } from '../page/formats.ts';
import { Page } from '../page/Page.tsx';
import { LoadingRows, QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';

const PlatformForm = dynamic(() => import('./PlatformForm.tsx').then(({ PlatformForm }) => PlatformForm), {
  ssr: false,
  loading: () => <LoadingRows rows={8} />,
});

/** The school's learning platforms, for administrators. */
export function PlatformsPage() {
  const t = useTranslations();
  const result = useQuery(PlatformsDocument);
  const [edited, setEdited] = useState<PlatformRowFragment | 'new'>();
  const close = () => setEdited(undefined);
  return (
    <Page title={t('platforms.title')} description={t('platforms.description')}>
      <QueryState result={result}>
        {({ ltiPlatforms, ltiTool }) => (
          <Stack gap="lg">
            <Section
              title={t('platforms.registered')}
              actions={
                <Button size="xs" variant="default" aria-haspopup="dialog" onClick={() => setEdited('new')}>
                  {t('platforms.add')}
                </Button>
              }
            >
              {ltiPlatforms.length === 0 ? (
                <EmptyState title={t('platforms.none')}>{t('platforms.noneText')}</EmptyState>
              ) : (
                <Stack component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
                  {ltiPlatforms.map((platform) => (
                    <li key={platform.id}>
                      <Platform platform={platform} onEdit={() => setEdited(platform)} />
                    </li>
                  ))}
                </Stack>
              )}
            </Section>
            <Invite />
            <Section title={t('platforms.tool')} description={t('platforms.toolDescription')}>
              <FactList
                facts={[
                  [t('platforms.loginUrl'), <Code key="login">{ltiTool.loginUrl}</Code>],
                  [t('platforms.launchUrl'), <Code key="launch">{ltiTool.launchUrl}</Code>],
                  [t('platforms.jwksUrl'), <Code key="jwks">{ltiTool.jwksUrl}</Code>],
                ]}
              />
            </Section>
          </Stack>
        )}
      </QueryState>
      <Dialog opened={edited !== undefined} onClose={close} title={t('platforms.formTitle')} size="lg">
        {edited && <PlatformForm platform={edited === 'new' ? undefined : edited} onDone={close} />}
      </Dialog>
    </Page>
  );
}

function Platform({ platform, onEdit }: { platform: PlatformRowFragment; onEdit: () => void }) {
  const t = useTranslations();
  const [opened, { open, close }] = useDisclosure(false);
  const [remove, { loading }] = useMutation(DeletePlatformDocument, {
    variables: { id: platform.id },
    refetchQueries: [PlatformsDocument],
  });
  const confirm = async () => {
    try {
      await remove();
    } catch (error) {
      notifications.show({ color: 'red', title: t('platforms.notDone'), message: errorText(t, error) });
    }
    close();
  };
  return (
    <Group justify="space-between">
      <div>
        <Text fw={600}>{platform.name}</Text>
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {platform.issuer} · {platform.clientId}
        </Text>
      </div>
      <Group gap="xs">
        <Button size="xs" variant="default" aria-haspopup="dialog" onClick={onEdit}>
          {t('platforms.edit')}
          <span className="visually-hidden"> {platform.name}</span>
        </Button>
        <Button size="xs" variant="subtle" color="red" aria-haspopup="dialog" onClick={open}>
          {t('platforms.remove')}
          <span className="visually-hidden"> {platform.name}</span>
        </Button>
      </Group>
      <Dialog opened={opened} onClose={close} title={t('platforms.removeTitle', { name: platform.name })}>
        <Stack>
          <Text size="sm">{t('platforms.removeText')}</Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('platforms.keep')}
            </Button>
            <Button color="red" loading={loading} onClick={confirm}>
              {t('platforms.remove')}
            </Button>
          </Group>
        </Stack>
      </Dialog>
    </Group>
  );
}

/** Makes an address with which one platform registers itself. */
function Invite() {
  const t = useTranslations();
  const formats = useFormats();
  const [invite, { data, error, loading }] = useMutation(InvitePlatformDocument);
  const invitation = data?.inviteLtiPlatform;
  return (
    <Section title={t('platforms.invite')} description={t('platforms.inviteDescription')}>
      {error && (
        <Alert color="red" role="alert" title={t('platforms.notDone')}>
          {errorText(t, error)}
        </Alert>
      )}
      {invitation && (
        <Stack gap="xs">
          <Code block data-testid="invitation">
            {invitation.url}
          </Code>
          <Text size="sm" c="dimmed">
            {t('platforms.invitationUntil', { moment: formats.moment(invitation.expiresAt) })}
          </Text>
        </Stack>
      )}
      <Group>
        <Button variant="default" loading={loading} onClick={() => invite().catch(() => {})}>
          {t('platforms.inviteSubmit')}
        </Button>
        {invitation && (
          <CopyButton value={invitation.url}>
            {({ copied, copy }) => (
              <Button variant="subtle" onClick={copy}>
                {copied ? t('page.copied') : t('page.copy')}
              </Button>
            )}
          </CopyButton>
        )}
      </Group>
    </Section>
  );
}
