'use client';

import { useMutation, useQuery } from '@apollo/client/react';
import { Alert, Badge, Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { describeError, errorText } from '../../graphql/apiError.ts';
import {
  InviteToSiteDocument,
  type InviteToSiteMutation,
  RevokeSiteInvitationDocument,
  SiteInvitationsDocument,
  type SiteRole,
} from '../../graphql/generated/graphql.ts';
import { CardTable } from '../page/CardTable.tsx';
import { ConfirmButton } from '../page/ConfirmButton.tsx';
import { CopyLink } from '../page/CopyLink.tsx';
import { EmptyState } from '../page/EmptyState.tsx';
import { useFormats } from '../page/formats.ts';
import { Pager, usePages } from '../page/Pager.tsx';
import { pageRows } from '../page/pageRows.ts';
import { QueryState } from '../page/QueryState.tsx';
import { Section } from '../page/Section.tsx';
import { Select } from '../page/Select.tsx';
import { Table } from '../page/Table.tsx';
import { useSite } from '../page/useSite.ts';

/** Invites people to make an account, and lists who was invited. */
export function Invitations() {
  const t = useTranslations();
  const [invited, setInvited] = useState<InviteToSiteMutation['inviteToSite']>([]);
  return (
    <Stack gap="lg">
      <Section title={t('administration.invite')} description={t('administration.inviteDescription')}>
        <InviteForm onInvited={setInvited} />
        {invited.length > 0 && <Invited invited={invited} onClose={() => setInvited([])} />}
      </Section>
      <InvitationList />
    </Stack>
  );
}

function InviteForm({ onInvited }: { onInvited: (invited: InviteToSiteMutation['inviteToSite']) => void }) {
  const t = useTranslations();
  const site = useSite();
  const [invite, { loading }] = useMutation(InviteToSiteDocument, { refetchQueries: [SiteInvitationsDocument] });
  const form = useForm({ initialValues: { emails: '', siteRole: 'MEMBER' as SiteRole } });
  const send = async ({ emails, siteRole }: typeof form.values) => {
    const addresses = emails.split(/[\s,;]+/).filter(Boolean);
    try {
      const input = { emails: addresses, siteRole };
      const { data } = await invite({ variables: { input } });
      form.reset();
      onInvited(data?.inviteToSite ?? []);
    } catch (error) {
      // Which of many addresses it is.
      const wrong = describeError(error).issues.flatMap(({ path }) => addresses[Number(path.split('.')[1])] ?? []);
      const said = { addresses: wrong.join(', ') };
      form.setFieldError('emails', wrong.length > 0 ? t('administration.wrongEmails', said) : errorText(t, error));
    }
  };
  const choices = (['MEMBER', 'TEACHER', 'ADMIN'] as const).map((role) => ({
    value: role,
    label: t(`accounts.siteRoles.${role}`),
  }));
  return (
    <form onSubmit={form.onSubmit(send)}>
      <Stack gap="sm">
        {site && site.mailDelivery !== 'SMTP' && <Alert role="status">{t('administration.noMail')}</Alert>}
        <Textarea
          label={t('administration.emails')}
          description={t('administration.emailsDescription')}
          autosize
          minRows={2}
          maxRows={10}
          required
          {...form.getInputProps('emails')}
        />
        <Group align="flex-end" gap="sm">
          <Select
            label={t('administration.role')}
            data={choices}
            allowDeselect={false}
            {...form.getInputProps('siteRole')}
          />
          <Button type="submit" loading={loading}>
            {t('administration.sendInvitations')}
          </Button>
        </Group>
        <Text size="xs" c="dimmed">
          {t('administration.rolesText')}
        </Text>
      </Stack>
    </form>
  );
}

function Invited(props: { invited: InviteToSiteMutation['inviteToSite']; onClose: () => void }) {
  const { invited, onClose } = props;
  const t = useTranslations();
  const links = invited.flatMap(({ link, invitation }) => (link ? [{ link, invitation }] : []));
  return (
    <Alert
      color="teal"
      role="status"
      title={t('administration.invited', { count: invited.length })}
      withCloseButton
      closeButtonLabel={t('page.close')}
      onClose={onClose}
    >
      {links.length > 0 && (
        <Stack gap="sm">
          <Text size="sm">{t('administration.handOn')}</Text>
          {links.map(({ link, invitation }) => (
            <Stack key={invitation.id} gap={2}>
              <Text size="xs" c="dimmed">
                {invitation.email}
              </Text>
              <CopyLink link={link} />
            </Stack>
          ))}
        </Stack>
      )}
    </Alert>
  );
}

function InvitationList() {
  const t = useTranslations();
  const formats = useFormats();
  const pages = usePages('invitations');
  const result = useQuery(SiteInvitationsDocument, {
    variables: { first: pageRows, after: pages.after },
    fetchPolicy: 'cache-and-network',
  });
  const [revoke] = useMutation(RevokeSiteInvitationDocument, { refetchQueries: [SiteInvitationsDocument] });
  return (
    <Section title={t('administration.invitations')}>
      <QueryState result={result}>
        {({ siteInvitations }) =>
          siteInvitations.nodes.length === 0 ? (
            <EmptyState title={t('administration.noInvitations')} />
          ) : (
            <>
              <CardTable minWidth={620} verticalSpacing="xs">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t('accounts.email')}</Table.Th>
                    <Table.Th>{t('administration.role')}</Table.Th>
                    <Table.Th>{t('administration.state')}</Table.Th>
                    <Table.Td />
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {siteInvitations.nodes.map(({ id, email, siteRole, acceptedAt, expiresAt }) => (
                    <Table.Tr key={id}>
                      <Table.Td>{email}</Table.Td>
                      <Table.Td>{t(`accounts.siteRoles.${siteRole}`)}</Table.Td>
                      <Table.Td>
                        {acceptedAt ? (
                          <Badge color="teal" variant="light">
                            {t('administration.accepted')}
                          </Badge>
                        ) : (
                          t('administration.until', { time: formats.moment(expiresAt) })
                        )}
                      </Table.Td>
                      <Table.Td ta="right">
                        {!acceptedAt && (
                          <ConfirmButton
                            label={t('administration.revoke')}
                            title={t('administration.revokeTitle', { email })}
                            onConfirm={() => revoke({ variables: { id } })}
                            button={{ size: 'compact-sm', variant: 'subtle', color: 'red' }}
                          >
                            <Text size="sm">{t('administration.revokeText')}</Text>
                          </ConfirmButton>
                        )}
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </CardTable>
              <Pager
                pages={pages}
                rows={siteInvitations.nodes.length}
                total={siteInvitations.totalCount}
                ends={siteInvitations.pageInfo}
              />
            </>
          )
        }
      </QueryState>
    </Section>
  );
}
