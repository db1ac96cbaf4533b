'use client';

import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { useTranslations } from 'next-intl';

/** A password's field, whose eye has a name in the reader's language. */
export function PasswordField(props: PasswordInputProps) {
  const t = useTranslations();
  return <PasswordInput {...props} visibilityToggleButtonProps={{ 'aria-label': t('accounts.togglePassword') }} />;
}
