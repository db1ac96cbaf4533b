'use client';

import { useMutation, useQuery } from '@apollo/client/react';
import { Alert, Button, Checkbox, Code, CopyButton, Group, NumberInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { type ApiKeyScope, apiKeyScopes, mostKeyDays, usualKeyDays } from '#contracts/apiKeys';
import { errorText } from '../../graphql/apiError.ts';
import {
  ApiKeysDocument,
  CreateApiKeyDocument,
  OwnRolesDocument,
  type OwnRolesQuery,
} from '../../graphql/generated/graphql.ts';
import { isStaff } from '../accounts/roles.ts';

/** Creates a key and shows it, once: the server keeps only its hash. */
export function CreateApiKey() {
  const t = useTranslations();
  const [key, setKey] = useState<string>();
  const { data: roles } = useQuery(OwnRolesDocument);
  const offered = apiKeyScopes.filter((scope) => scope !== 'STAFF' || isStaffAnywhere(roles));
  const [createKey] = useMutation(CreateApiKeyDocument, { refetchQueries: [ApiKeysDocument] });
  const form = useForm({
    initialValues: { name: '', scopes: ['READ'] as ApiKeyScope[], days: usualKeyDays as number | string },
    validate: {
      name: (name) => (name.trim() === '' ? t('apiKeys.newKeyMissing') : null),
      days: (days) =>
        Number.isInteger(days) && Number(days) >= 1 && Number(days) <= mostKeyDays
          ? null
          : t('apiKeys.daysWrong', { most: mostKeyDays }),
    },
  });
  const create = async ({ name, scopes, days }: typeof form.values) => {
    try {
      const { data } = await createKey({ variables: { input: { name: name.trim(), scopes, days: Number(days) } } });
      setKey(data?.createApiKey.key);
      form.reset();
    } catch (error) {
      form.setFieldError('name', errorText(t, error));
    }
  };
  return (
    <>
      <form onSubmit={form.onSubmit(create)}>
        <Stack gap="sm">
          <Group align="flex-start" gap="sm">
            <TextInput
              label={t('apiKeys.newKey')}
              placeholder={t('apiKeys.newKeyExample')}
              autoComplete="off"
              maxLength={32}
              flex="1 1 180px"
              {...form.getInputProps('name')}
            />
            <NumberInput
              label={t('apiKeys.days')}
              min={1}
              max={mostKeyDays}
              allowDecimal={false}
              w={140}
              {...form.getInputProps('days')}
            />
          </Group>
          <Checkbox.Group label={t('apiKeys.mayDo')} {...form.getInputProps('scopes')}>
            <Stack gap={6} mt={6}>
              {offered.map((scope) => (
                <Checkbox
                  key={scope}
                  value={scope}
                  label={t(`apiKeys.scopeText.${scope}`)}
                  // Every key may read.
                  disabled={scope === 'READ'}
                />
              ))}
            </Stack>
          </Checkbox.Group>
          <Group>
            <Button type="submit" loading={form.submitting}>
              {t('apiKeys.create')}
            </Button>
          </Group>
        </Stack>
      </form>
      {key && (
        <Alert
          color="teal"
          title={t('apiKeys.shownOnce')}
          role="status"
          withCloseButton
          closeButtonLabel={t('page.close')}
          onClose={() => setKey(undefined)}
        >
          <Group gap="sm">
            <Code style={{ overflowWrap: 'anywhere' }}>{key}</Code>
            <CopyButton value={key}>
              {({ copied, copy }) => (
                <Button size="xs" variant="default" onClick={copy}>
                  {copied ? t('page.copied') : t('page.copy')}
                </Button>
              )}
            </CopyButton>
          </Group>
        </Alert>
      )}
    </>
  );
}

/** Whether the account has anything that only staff do, as the command line decides it for `login`. */
function isStaffAnywhere(roles: OwnRolesQuery | undefined): boolean {
  if (!roles?.me) return false;
  return roles.me.siteRole !== 'MEMBER' || roles.courses.some(({ role }) => isStaff(role));
}
