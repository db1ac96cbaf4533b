'use client';

import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import classes from './SampleImages.module.css';

interface DatasetVersion {
  classNames: readonly string[];
  dataset: { attribution: string };
  sampleImages: readonly { className: string; url: string }[];
}

const classesAtFirst = 10;

/** A few training images of each class, with the name of their maker. */
export function SampleImages({ version }: { version: DatasetVersion }) {
  const t = useTranslations();
  const [all, setAll] = useState(false);
  const shown = all ? version.classNames : version.classNames.slice(0, classesAtFirst);
  return (
    <Stack gap="md">
      {shown.map((className) => (
        <div key={className}>
          <Text size="sm" fw={600} mb={6}>
            {className}
          </Text>
          <Group gap="xs">
            {version.sampleImages
              .filter((image) => image.className === className)
              .map((image) => (
                // biome-ignore lint/performance/noImgElement: Next's image service has no session; these are small.
                <img
                  key={image.url}
                  src={image.url}
                  alt={t('datasets.sample', { className })}
                  width={72}
                  height={72}
                  loading="lazy"
                  className={classes.image}
                />
              ))}
          </Group>
        </div>
      ))}
      {shown.length < version.classNames.length && (
        <Button variant="default" size="xs" onClick={() => setAll(true)} style={{ alignSelf: 'flex-start' }}>
          {t('datasets.showAllClasses', { count: version.classNames.length })}
        </Button>
      )}
      {version.dataset.attribution && (
        <Text size="xs" c="dimmed">
          {version.dataset.attribution}
        </Text>
      )}
    </Stack>
  );
}
