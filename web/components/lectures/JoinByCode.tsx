'use client';

import { Button, Group, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';

/** A lecture's code as it is stored: people also write it in small letters, or in two halves. */
export function lectureCode(typed: string): string {
  return typed.replace(/[\s-]/g, '').toUpperCase();
}

/** Leads to a lecture by the code on its wall, where nothing can be scanned. */
export function JoinByCode() {
  const t = useTranslations();
  const router = useRouter();
  const form = useForm({
    initialValues: { code: '' },
    validate: { code: (code) => (lectureCode(code) === '' ? t('lectures.phone.codeMissing') : null) },
  });
  const submit = ({ code }: typeof form.values) => {
    router.push(`/l/${encodeURIComponent(lectureCode(code))}`);
  };
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
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
          {t('lectures.phone.enterCode')}
        </Button>
      </Group>
    </form>
  );
}
