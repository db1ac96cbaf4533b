'use client';

import { Alert, Button, Code, CopyButton, Group, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { authClient } from '../accounts/authClient.ts';

/** Makes a key and shows it, once: the server keeps only its hash. */
export function CreateApiKey({ onCreated }: { onCreated: () => unknown }) {
  const [key, setKey] = useState<string>();
  const form = useForm({
    initialValues: { name: '' },
    validate: { name: (name) => (name.trim() === '' ? 'Say what the key is for.' : null) },
  });
  const create = async ({ name }: typeof form.values) => {
    const { data, error } = await authClient.apiKey.create({ name: name.trim() });
    if (error)
      return form.setFieldError('name', error.message ?? 'The server could not be reached. Try again in a moment.');
    setKey(data.key);
    form.reset();
    onCreated();
  };
  return (
    <>
      <form onSubmit={form.onSubmit(create)}>
        <Group align="flex-end" gap="sm">
          <TextInput
            label="New key for"
            placeholder="my laptop"
            autoComplete="off"
            flex={1}
            {...form.getInputProps('name')}
          />
          <Button type="submit" loading={form.submitting}>
            Create key
          </Button>
        </Group>
      </form>
      {key && (
        <Alert
          color="teal"
          title="Copy this key now: it is shown only once"
          role="status"
          withCloseButton
          onClose={() => setKey(undefined)}
        >
          <Group gap="sm">
            <Code style={{ overflowWrap: 'anywhere' }}>{key}</Code>
            <CopyButton value={key}>
              {({ copied, copy }) => (
                <Button size="xs" variant="default" onClick={copy}>
                  {copied ? 'Copied' : 'Copy'}
                </Button>
              )}
            </CopyButton>
          </Group>
        </Alert>
      )}
    </>
  );
}
