import type { Metadata } from 'next';
import { Suspense } from 'react';
import { SignInForm } from '../../features/accounts/SignInForm.tsx';

export const metadata: Metadata = { title: 'Sign in' };

export default function SignInRoute() {
  return (
    <Suspense>
      <SignInForm />
    </Suspense>
  );
}
