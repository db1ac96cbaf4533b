import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { ConfirmEmail } from '../../components/accounts/ConfirmEmail.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('accounts.confirmTitle') };
}

export default function ConfirmEmailRoute() {
  return (
    <Suspense>
      <ConfirmEmail />
    </Suspense>
  );
}
