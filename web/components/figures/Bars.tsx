'use client';

import { useFormats } from '../page/formats.ts';
import classes from './figures.module.css';

interface Bar {
  name: string;
  /** From 0 to 1. */
  share: number;
  chosen?: boolean;
  /** As curves are drawn; `cold` when left out. */
  color?: 'warm' | 'third' | 'plain';
}

/** Shares as bars from 0 to 1, each with its number. */
export function Bars({ label, bars }: { label: string; bars: readonly Bar[] }) {
  const formats = useFormats();
  return (
    <ul className={classes.bars} aria-label={label}>
      {bars.map(({ name, share, chosen, color }) => (
        <li key={name} data-chosen={chosen || undefined} aria-current={chosen || undefined}>
          <span>{name}</span>
          <div className={classes.bar} aria-hidden="true">
            <span data-color={color} style={{ width: `${100 * share}%` }} />
          </div>
          <strong>{formats.percent(share)}</strong>
        </li>
      ))}
    </ul>
  );
}
