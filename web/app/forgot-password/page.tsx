import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { ForgotPasswordForm } from '../../components/accounts/ForgotPasswordForm.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('accounts.forgotTitle') };
}

export default function ForgotPasswordFormRoute() {
  return (
    <Suspense>
      <ForgotPasswordForm />
    </Suspense>
  );
}
