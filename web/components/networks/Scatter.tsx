'use client';

import { Text } from '@mantine/core';
import Link from 'next/link';
import { classColor } from '../page/classColor.ts';
import classes from './Scatter.module.css';

interface Point {
  name: string;
  x: number;
  y: number;
  /** Points of a group have the same colour. */
  group: string;
}

const [width, height] = [720, 360];
const edge = { left: 56, right: 24, top: 16, bottom: 36 };

/** Networks as points, the horizontal axis logarithmic. Each leads to the network's page. */
export function Scatter({
  title,
  points,
  formatX,
  formatY,
}: {
  title: string;
  points: readonly Point[];
  formatX: (value: number) => string;
  formatY: (value: number) => string;
}) {
  const groups = [...new Set(points.map(({ group }) => group))];
  const logs = points.map(({ x }) => Math.log10(x));
  const [left, right] = [Math.min(...logs) - 0.08, Math.max(...logs) + 0.12];
  const [low, high] = [
    Math.floor(Math.min(...points.map(({ y }) => y))),
    Math.ceil(Math.max(...points.map(({ y }) => y))),
  ];
  const across = (x: number) =>
    edge.left + ((Math.log10(x) - left) / (right - left)) * (width - edge.left - edge.right);
  const up = (y: number) => height - edge.bottom - ((y - low) / (high - low)) * (height - edge.top - edge.bottom);
  const ticksX = [1, 2, 5, 10, 20, 50, 100, 200, 500].filter((x) => Math.log10(x) >= left && Math.log10(x) <= right);
  const ticksY = Array.from({ length: high - low + 1 }, (_, index) => low + index).filter((y) => y % 2 === 0);
  return (
    <figure style={{ margin: 0 }}>
      <Text component="figcaption" fw={600} mb={4}>
        {title}
      </Text>
      <svg viewBox={`0 0 ${width} ${height}`} className={classes.plot} aria-label={title}>
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
        {points.map(({ name, x, y, group }) => (
          <Link key={name} href={`/zoo/${name}`} aria-label={`${name}: ${formatX(x)}, ${formatY(y)}`}>
            <circle cx={across(x)} cy={up(y)} r={6} fill={classColor(groups.indexOf(group), groups.length)} />
            <text x={across(x) + 9} y={up(y) + 4} className={classes.name}>
              {name}
            </text>
          </Link>
        ))}
      </svg>
    </figure>
  );
}
