/** What a person was writing for an assignment, in their browser. */
export interface KeptDraft {
  text: string;
  /** When it was edited last, in ISO 8601. */
  at: string;
}

interface DraftPlace {
  personId: string;
  assignmentId: string;
  /** What the form began with, besides the starter: an earlier run, or a link's recipe. */
  source?: string | undefined;
}

const keyOf = ({ personId, assignmentId, source = '' }: DraftPlace) =>
  `downstream.recipe.${personId}.${assignmentId}.${source}`;

/** The draft that a reload left behind; null when there is none, and where the browser keeps nothing. */
export function readKeptDraft(place: DraftPlace): KeptDraft | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(place)) ?? 'null');
    const { text, at } = (kept ?? {}) as Partial<Record<string, unknown>>;
    return typeof text === 'string' && typeof at === 'string' ? { text, at } : null;
  } catch {
    return null;
  }
}

export function keepDraft(place: DraftPlace, text: string): void {
  try {
    localStorage.setItem(keyOf(place), JSON.stringify({ text, at: new Date().toISOString() }));
  } catch {
    // A browser that keeps nothing loses the draft when it reloads, and nothing else.
  }
}

export function forgetDraft(place: DraftPlace): void {
  try {
    localStorage.removeItem(keyOf(place));
  } catch {
    // Nothing was kept.
  }
}
