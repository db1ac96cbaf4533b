import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { SignInForm } from '../../components/accounts/SignInForm.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('accounts.signIn') };
}

export default function SignInFormRoute() {
  return (
    <Suspense>
      <SignInForm />
    </Suspense>
  );
}
