'use client';

import { useMutation } from '@apollo/client/react';
import { Alert, Button, Checkbox, Code, CopyButton, Group, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { webhookEvents } from '#contracts/webhooks';
import { describeError, errorText, issueText } from '../../graphql/apiError.ts';
import { CreateWebhookDocument, WebhooksDocument } from '../../graphql/generated/graphql.ts';

/** Adds a webhook and shows its secret, once. */
export function CreateWebhook({ courseId }: { courseId: string }) {
  const t = useTranslations();
  const [secret, setSecret] = useState<string>();
  const [create] = useMutation(CreateWebhookDocument, { refetchQueries: [WebhooksDocument] });
  const form = useForm({
    initialValues: { url: '', events: ['run.ended'] },
    validate: {
      url: (url) => (url.trim() === '' ? t('webhooks.urlMissing') : null),
      events: (events) => (events.length === 0 ? t('webhooks.eventsMissing') : null),
    },
  });
  const submit = async ({ url, events }: typeof form.values) => {
    try {
      const { data } = await create({ variables: { input: { courseId, url: url.trim(), events } } });
      setSecret(data?.createWebhook.secret);
      form.reset();
    } catch (error) {
      const issue = describeError(error).issues.find(({ path }) => path === 'url' || path === 'events');
      form.setFieldError(issue?.path ?? 'url', issue ? issueText(t, issue) : errorText(t, error));
    }
  };
  return (
    <Stack>
      <form onSubmit={form.onSubmit(submit)}>
        <Stack gap="sm">
          <TextInput
            type="url"
            label={t('webhooks.url')}
            placeholder={t('webhooks.urlExample')}
            autoComplete="off"
            {...form.getInputProps('url')}
          />
          <Checkbox.Group label={t('webhooks.events')} {...form.getInputProps('events')}>
            <Group gap="md" mt={6}>
              {webhookEvents.map((event) => (
                <Checkbox key={event} value={event} label={<Code>{event}</Code>} />
              ))}
            </Group>
          </Checkbox.Group>
          <Group>
            <Button type="submit" loading={form.submitting}>
              {t('webhooks.create')}
            </Button>
          </Group>
        </Stack>
      </form>
      {secret && (
        <Alert
          color="teal"
          title={t('webhooks.secret')}
          role="status"
          withCloseButton
          closeButtonLabel={t('page.close')}
          onClose={() => setSecret(undefined)}
        >
          <Stack gap="xs">
            <Text size="sm">{t('webhooks.secretText')}</Text>
            <Group gap="sm">
              <Code style={{ overflowWrap: 'anywhere' }}>{secret}</Code>
              <CopyButton value={secret}>
                {({ copied, copy }) => (
                  <Button size="xs" variant="default" onClick={copy}>
                    {copied ? t('page.copied') : t('page.copy')}
                  </Button>
                )}
              </CopyButton>
            </Group>
          </Stack>
        </Alert>
      )}
    </Stack>
  );
}
