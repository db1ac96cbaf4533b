import { formulas } from './formulas.ts';
import { LoadedMarkdown } from './LoadedMarkdown.tsx';
import type { DrawnText } from './Markdown.tsx';

/** A text as the server of a page draws it, so that no browser loads what reads Markdown; null where there is none. */
export async function drawMarkdown(text: Promise<string | null | undefined>): Promise<DrawnText | null> {
  const written = await text;
  if (!written) return null;
  return { text: written, drawing: <LoadedMarkdown text={written} formulas={formulas} /> };
}
