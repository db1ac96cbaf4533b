'use client';

import { Alert, Button, Code, CopyButton, Group, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { authErrorText } from '../../graphql/apiError.ts';
import { authClient } from '../accounts/session.ts';

/** Creates a key and shows it, once: the server keeps only its hash. */
export function CreateApiKey({ onCreated }: { onCreated: () => unknown }) {
  const t = useTranslations();
  const [key, setKey] = useState<string>();
  const form = useForm({
    initialValues: { name: '' },
    validate: { name: (name) => (name.trim() === '' ? t('apiKeys.newKeyMissing') : null) },
  });
  const create = async ({ name }: typeof form.values) => {
    const { data, error } = await authClient.apiKey.create({ name: name.trim() });
    if (error) return form.setFieldError('name', authErrorText(t, error));
    setKey(data.key);
    form.reset();
    onCreated();
  };
  return (
    <>
      <form onSubmit={form.onSubmit(create)}>
        <Group align="flex-end" gap="sm">
          <TextInput
            label={t('apiKeys.newKey')}
            placeholder={t('apiKeys.newKeyExample')}
            autoComplete="off"
            flex={1}
            {...form.getInputProps('name')}
          />
          <Button type="submit" loading={form.submitting}>
            {t('apiKeys.create')}
          </Button>
        </Group>
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
