import type { Metadata } from 'next';
import { Suspense } from 'react';
import { SignUpForm } from '../../features/accounts/SignUpForm.tsx';

export const metadata: Metadata = { title: 'Sign up' };

export default function SignUpRoute() {
  return (
    <Suspense>
      <SignUpForm />
    </Suspense>
  );
}
