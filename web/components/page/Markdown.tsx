'use client';

import { Text } from '@mantine/core';
import { type ReactNode, startTransition, use, useEffect, useState } from 'react';
import type { formulas as Formulas } from './formulas.ts';
import type { LoadedMarkdown } from './LoadedMarkdown.tsx';

/** A text, and what a page's server has drawn of it. */
export interface DrawnText {
  text: string;
  drawing: ReactNode;
}

/** What reads Markdown is large: it loads with the first text, and what draws formulas with the first formula. */
interface Loaded {
  Reader?: typeof LoadedMarkdown;
  formulas?: typeof Formulas;
}

/** Once for all texts. */
let loaded: Loaded = {};

async function load(hasFormulas: boolean): Promise<void> {
  const { LoadedMarkdown } = await import('./LoadedMarkdown.tsx');
  loaded = { ...loaded, Reader: LoadedMarkdown };
  if (!hasFormulas) return;
  const { formulas } = await import('./formulas.ts');
  loaded = { ...loaded, formulas };
}

/** A text that people wrote in Markdown, as the page's server has `drawn` it, unless it has changed since. */
export function Markdown({ text, drawn }: { text: string; drawn?: Promise<DrawnText | null> }) {
  const there = drawn && use(arrived(drawn));
  return there?.text === text ? there.drawing : <MarkdownHere text={text} />;
}

const arriving = new WeakMap<Promise<DrawnText | null>, Promise<DrawnText | null>>();

/** What the page's server has drawn; null where the page broke off before it came. */
function arrived(drawn: Promise<DrawnText | null>): Promise<DrawnText | null> {
  // React's own promises of a stream have no `catch`.
  const known =
    arriving.get(drawn) ?? new Promise<DrawnText | null>((resolve) => drawn.then(resolve, () => resolve(null)));
  arriving.set(drawn, known);
  return known;
}

/** Drawn by this browser. Until its reader has loaded, the text is shown as it was typed. */
function MarkdownHere({ text }: { text: string }) {
  const [{ Reader, formulas }, setLoaded] = useState(loaded);
  const hasFormulas = text.includes('$');
  const isReady = Reader !== undefined && (formulas !== undefined || !hasFormulas);
  useEffect(() => {
    if (isReady) return;
    let isGone = false;
    load(hasFormulas).then(
      () => {
        if (!isGone) startTransition(() => setLoaded(loaded));
      },
      // The site is away: the text as it was typed is better than none.
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, [isReady, hasFormulas]);
  return Reader && isReady ? (
    <Reader text={text} formulas={hasFormulas ? formulas : undefined} />
  ) : (
    <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{text}</Text>
  );
}
