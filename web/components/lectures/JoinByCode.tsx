'use client';

import { Button, Group, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { normalizeCode } from '#contracts/codes';
import { codeAddress } from './codeAddress.ts';

/** Leads to a lecture by the code on its wall, where nothing can be scanned, and into a course by its join code. */
export function JoinByCode() {
  const t = useTranslations();
  const router = useRouter();
  const form = useForm({
    initialValues: { code: '' },
    validate: { code: (code) => (normalizeCode(code) === '' ? t('lectures.phone.codeMissing') : null) },
  });
  return (
    <form onSubmit={form.onSubmit(({ code }) => router.push(codeAddress(code)))} noValidate>
      <Group gap="xs" align="flex-start" wrap="nowrap">
        <TextInput
          label={t('lectures.phone.code')}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          enterKeyHint="go"
          maxLength={12}
          errorProps={{ role: 'alert' }}
          miw={0}
          {...form.getInputProps('code')}
        />
        {/* Beside the field, which stands below its label. */}
        <Button type="submit" variant="default" mt={22} style={{ flexShrink: 0 }}>
          {t('lectures.phone.join')}
        </Button>
      </Group>
    </form>
  );
}
