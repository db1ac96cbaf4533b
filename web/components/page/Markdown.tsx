'use client';

import { Text } from '@mantine/core';
import { type ComponentType, useEffect, useState } from 'react';

interface MarkdownProps {
  text: string;
}

/** What reads Markdown and draws formulas is large: it loads with the first text, and once for all. */
let loaded: ComponentType<MarkdownProps> | undefined;

/** A text that people wrote in Markdown. Until its reader has loaded, it is shown as it was typed. */
export function Markdown({ text }: MarkdownProps) {
  const [Loaded, setLoaded] = useState(() => loaded);
  useEffect(() => {
    if (Loaded) return;
    let isGone = false;
    import('./LoadedMarkdown.tsx').then(
      ({ LoadedMarkdown }) => {
        loaded = LoadedMarkdown;
        if (!isGone) setLoaded(() => LoadedMarkdown);
      },
      // The site is away: the text as it was typed is better than none.
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, [Loaded]);
  return Loaded ? (
    <Loaded text={text} />
  ) : (
    <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{text}</Text>
  );
}
