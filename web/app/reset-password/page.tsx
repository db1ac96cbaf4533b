import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { ResetPasswordForm } from '../../components/accounts/ResetPasswordForm.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('accounts.newPasswordTitle') };
}

export default function ResetPasswordFormRoute() {
  return (
    <Suspense>
      <ResetPasswordForm />
    </Suspense>
  );
}
