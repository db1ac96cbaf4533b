'use client';

import { useState } from 'react';
import { useMe } from '../accounts/session.ts';
import { readDraft, removeDraft, writeDraft } from '../page/drafts.ts';

export interface Draft<Values> {
  /** What the form begins with: what was typed and not sent, else what it was given. */
  initial: Values;
  /** When that was typed; null where nothing was kept. */
  from: number | null;
  /** Keeps what the form has now. */
  keep(values: Values): void;
  /** Forgets it: it was sent, or somebody gave it up. */
  forget(): void;
}

/**
 * Keeps what somebody types over a reload, a lost connection and the end of a session, on this device and for this
 * person, until it is sent. `name` says which form it is, such as "assignment:42". `DraftNotice` says that it is back.
 */
export function useDraft<Values extends object>(name: string, given: Values): Draft<Values> {
  const { me } = useMe();
  const owner = me?.id ?? '';
  const [kept, setKept] = useState(() => readDraft<Partial<Values>>(owner, name));
  const [first] = useState(given);
  const [initial] = useState<Values>(() => ({ ...given, ...kept?.values }));
  return {
    initial,
    from: kept?.at ?? null,
    keep(values) {
      // Only what was changed: the rest may be other than it was when the form opens again.
      const changed = Object.entries(values).filter(
        ([field, value]) => JSON.stringify(value) !== JSON.stringify(first[field as keyof Values]),
      );
      if (changed.length > 0) writeDraft(owner, name, Object.fromEntries(changed));
      else removeDraft(owner, name);
    },
    forget: () => {
      removeDraft(owner, name);
      setKept(undefined);
    },
  };
}
