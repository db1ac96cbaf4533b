const prefix = 'downstream.draft';
/** Who has not come back after so long does not want it any more. */
const keptMs = 30 * 86_400_000;

interface Kept<Values> {
  at: number;
  values: Values;
}

export function readDraft<Values>(owner: string, name: string): Kept<Values> | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(owner, name)) ?? 'null') as Kept<Values> | null;
    return kept && Date.now() - kept.at < keptMs ? kept : undefined;
  } catch {
    return undefined;
  }
}

export function writeDraft(owner: string, name: string, values: unknown): void {
  try {
    localStorage.setItem(keyOf(owner, name), JSON.stringify({ at: Date.now(), values }));
  } catch {
    // The browser keeps nothing for this site, or has no room. The form works without it.
  }
}

export function removeDraft(owner: string, name: string): void {
  try {
    localStorage.removeItem(keyOf(owner, name));
  } catch {
    // Where nothing is kept, nothing is to be removed.
  }
}

/** Removes the drafts of everybody: somebody signs out of this device. */
export function removeDrafts(): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(`${prefix} `)) localStorage.removeItem(key);
  } catch {
    // The same.
  }
}

const keyOf = (owner: string, name: string) => [prefix, owner, name].join(' ');
