'use client';

import { UnexpectedError } from '../features/shell/UnexpectedError.tsx';

export default function ErrorRoute({ reset }: { reset: () => void }) {
  return <UnexpectedError onRetry={reset} />;
}
