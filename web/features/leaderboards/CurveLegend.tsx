'use client';

import { Group, getThemeColor, Text, useMantineTheme } from '@mantine/core';

interface Curve {
  name: string;
  label: string;
  color: string;
  strokeDasharray: string | undefined;
}

/** Which stroke is whose, dashes and all, in the order of the leaderboard. */
export function CurveLegend({ curves }: { curves: Curve[] }) {
  const theme = useMantineTheme();
  return (
    <Group component="figcaption" gap="md" mb="sm">
      {curves.map(({ name, label, color, strokeDasharray }) => (
        <Group key={name} gap={6} wrap="nowrap">
          <svg width="28" height="4" aria-hidden="true">
            <line
              x2="28"
              y1="2"
              y2="2"
              strokeWidth="2.5"
              stroke={getThemeColor(color, theme)}
              strokeDasharray={strokeDasharray}
            />
          </svg>
          <Text size="sm">{label}</Text>
        </Group>
      ))}
    </Group>
  );
}
