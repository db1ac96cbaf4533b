'use client';

import { type ReactNode, useState } from 'react';
import { type AnswerAhead, takeAhead } from '../../graphql/answersAhead.ts';

/** Has what the page's server asked ready before its children ask. */
export function TakeAhead({ answers, children }: { answers: AnswerAhead[]; children: ReactNode }) {
  useState(() => {
    if (typeof window !== 'undefined') takeAhead(answers);
  });
  return children;
}
