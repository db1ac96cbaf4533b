'use client';

import { Group, Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { classColor } from '../page/classColor.ts';
import { Link } from '../page/Link.tsx';
import { placeLabels } from './placeLabels.ts';
import classes from './Scatter.module.css';

interface Point {
  name: string;
  x: number;
  y: number;
  /** Points of a group have the same colour. */
  group: string;
}

interface ScatterProps {
  title: string;
  points: readonly Point[];
  /** All groups, so that a group keeps its colour when others are not shown. */
  families: readonly string[];
  formatX: (value: number) => string;
  formatY: (value: number) => string;
}

/** It is drawn for the room that it has, so that its names can be read; where there is more, it grows. */
const [leastWidth, mostWidth] = [260, 720];
const edge = { left: 56, right: 24, top: 16, bottom: 36 };
const ticks = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000];

/** Networks as points, the horizontal axis logarithmic. Each leads to the network's page. */
export function Scatter({ title, points, families, formatX, formatY }: ScatterProps) {
  const { ref, width: room } = useElementSize();
  const width = room === 0 ? mostWidth : Math.max(leastWidth, Math.min(mostWidth, room));
  const height = width < 500 ? 460 : 380;
  const logs = points.map(({ x }) => Math.log10(x));
  const [left, right] = [Math.min(...logs, 1) - 0.08, Math.max(...logs, 1) + 0.12];
  const ys = points.map(({ y }) => y);
  const [low, high] = [Math.floor(Math.min(...ys, 70)) - 1, Math.ceil(Math.max(...ys, 71)) + 1];
  const across = (x: number) =>
    edge.left + ((Math.log10(x) - left) / (right - left)) * (width - edge.left - edge.right);
  const up = (y: number) => height - edge.bottom - ((y - low) / (high - low)) * (height - edge.top - edge.bottom);
  const ticksX = ticks
    .filter((x) => Math.log10(x) >= left && Math.log10(x) <= right)
    .filter((_, index) => width >= 500 || index % 2 === 0);
  const ticksY = Array.from({ length: high - low + 1 }, (_, index) => low + index).filter((y) => y % 2 === 0);
  const places = placeLabels(
    points.map(({ name, x, y }) => ({ name, x: across(x), y: up(y) })),
    { left: edge.left, right: width - 4, top: 4, bottom: height - edge.bottom },
  );
  const shown = families.filter((family) => points.some(({ group }) => group === family));
  const colorOf = (group: string) => classColor(families.indexOf(group), families.length);
  return (
    <figure className={classes.figure}>
      <Text component="figcaption" fw={600} mb={4}>
        {title}
      </Text>
      <div ref={ref}>
        {/* biome-ignore lint/a11y/useSemanticElements: a drawing is no fieldset. */}
        <svg viewBox={`0 0 ${width} ${height}`} className={classes.plot} role="group" aria-label={title}>
          {ticksY.map((y) => (
            <g key={y}>
              <line x1={edge.left} x2={width - edge.right} y1={up(y)} y2={up(y)} className={classes.grid} />
              <text x={edge.left - 8} y={up(y) + 4} textAnchor="end" className={classes.tick}>
                {formatY(y)}
              </text>
            </g>
          ))}
          {ticksX.map((x) => (
            <text key={x} x={across(x)} y={height - 12} textAnchor="middle" className={classes.tick}>
              {formatX(x)}
            </text>
          ))}
          {points.map(({ name, x, y, group }, index) => (
            <Link key={name} href={`/zoo/${name}`} aria-label={`${name}: ${formatX(x)}, ${formatY(y)}`}>
              <circle cx={across(x)} cy={up(y)} r={6} fill={colorOf(group)} />
              <title>{name}</title>
              {places[index] && (
                <text {...places[index]} className={classes.name}>
                  {name}
                </text>
              )}
            </Link>
          ))}
        </svg>
      </div>
      <Group gap="md" mt="xs">
        {shown.map((family) => (
          <Group key={family} gap={6}>
            <span className={classes.swatch} style={{ background: colorOf(family) }} />
            <Text size="sm">{family}</Text>
          </Group>
        ))}
      </Group>
    </figure>
  );
}
