'use client';

import { Stack, Text } from '@mantine/core';
import { useState } from 'react';
import classes from './Thumbnail.module.css';

/** A small picture of a file with its path below, or an empty frame where there is none any more. */
export function Thumbnail({ path, url }: { path: string; url: string | null }) {
  const [isGone, setGone] = useState(false);
  return (
    <Stack gap={4}>
      {url === null || isGone ? (
        <div className={classes.none} />
      ) : (
        // biome-ignore lint/performance/noImgElement: Next's image service has no session; these are small.
        <img src={url} alt={path} loading="lazy" className={classes.frame} onError={() => setGone(true)} />
      )}
      <Text size="xs" c="dimmed" className={classes.path}>
        {path}
      </Text>
    </Stack>
  );
}
