'use client';

import { useMutation } from '@apollo/client/react';
import { Alert, Button, Group, Stack, TagsInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { describeError, errorText, issueText } from '../../graphql/apiError.ts';
import { type PlatformRowFragment, PlatformsDocument, SavePlatformDocument } from '../../graphql/generated/graphql.ts';

const required = ['name', 'issuer', 'clientId', 'authorizationEndpoint', 'tokenEndpoint', 'jwksUri'] as const;

/** A platform's settings, as its own page for tools shows them. */
export function PlatformForm({ platform, onDone }: { platform: PlatformRowFragment | undefined; onDone: () => void }) {
  const t = useTranslations();
  const [failure, setFailure] = useState<string>();
  const [save, { loading }] = useMutation(SavePlatformDocument, { refetchQueries: [PlatformsDocument] });
  const missing = (text: string) => (text.trim() === '' ? t('platforms.missing') : null);
  const form = useForm({
    initialValues: {
      name: platform?.name ?? '',
      issuer: platform?.issuer ?? '',
      clientId: platform?.clientId ?? '',
      authorizationEndpoint: platform?.authorizationEndpoint ?? '',
      tokenEndpoint: platform?.tokenEndpoint ?? '',
      jwksUri: platform?.jwksUri ?? '',
      tokenAudience: platform?.tokenAudience ?? '',
      deploymentIds: platform?.deploymentIds ?? [],
    },
    validate: Object.fromEntries(required.map((name) => [name, missing])),
  });
  const submit = async (fields: typeof form.values) => {
    setFailure(undefined);
    try {
      await save({ variables: { input: { id: platform?.id ?? null, ...fields } } });
      onDone();
    } catch (error) {
      const { issues } = describeError(error);
      if (issues.length === 0) setFailure(errorText(t, error));
      for (const issue of issues) form.setFieldError(issue.path, issueText(t, issue));
    }
  };
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack>
        {failure && (
          <Alert color="red" role="alert" title={t('platforms.notSaved')}>
            {failure}
          </Alert>
        )}
        {required.map((name) => (
          <TextInput
            key={name}
            label={t(`platforms.fields.${name}`)}
            required
            autoComplete="off"
            {...form.getInputProps(name)}
          />
        ))}
        <TextInput
          label={t('platforms.fields.tokenAudience')}
          description={t('platforms.tokenAudienceDescription')}
          {...form.getInputProps('tokenAudience')}
        />
        <TagsInput
          label={t('platforms.fields.deploymentIds')}
          description={t('platforms.deploymentIdsDescription')}
          {...form.getInputProps('deploymentIds')}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            {t('platforms.cancel')}
          </Button>
          <Button type="submit" loading={loading}>
            {t('platforms.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
