import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { SignUpForm } from '../../components/accounts/SignUpForm.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('accounts.signUp') };
}

export default function SignUpFormRoute() {
  return (
    <Suspense>
      <SignUpForm />
    </Suspense>
  );
}
