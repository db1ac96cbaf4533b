'use client';

import type { CSSProperties } from 'react';
import { useFormats } from '../page/formats.ts';
import classes from './Bars.module.css';

interface BarsProps {
  /** What is counted, for those who do not see the bars. */
  label: string;
  rows: readonly { name: string; count: number }[];
  /** A CSS colour. */
  color?: string;
}

/** How many there are of each: bars that are a table, so that everybody reads the same numbers. */
export function Bars({ label, rows, color = 'var(--mantine-primary-color-filled)' }: BarsProps) {
  const formats = useFormats();
  const most = Math.max(1, ...rows.map(({ count }) => count));
  return (
    <section
      className={classes.frame}
      style={{ maxHeight: 280 }}
      aria-label={label}
      tabIndex={rows.length > 12 ? 0 : undefined}
    >
      <table className={classes.table} style={{ '--bar': color } as CSSProperties}>
        <tbody>
          {rows.map(({ name, count }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className={classes.track}>
                <div className={classes.bar} style={{ width: `${(100 * count) / most}%` }} />
              </td>
              <td className={classes.count}>{formats.count(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
