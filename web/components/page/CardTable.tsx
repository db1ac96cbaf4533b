'use client';

import { type CSSProperties, useEffect, useRef } from 'react';
import classes from './CardTable.module.css';
import { keepReachable, Table, type TableProps } from './Table.tsx';

/**
 * A table that is a list of cards on a phone: each row a card, each cell a line that begins with its column's heading.
 * Its rows are Mantine's `Table.Tr`, as in any table. Elsewhere it scrolls by itself where there is less room than
 * `minWidth`. Everything that lists things uses it; numbers that are read across are a `WideTable`.
 */
export function CardTable(props: FramedTableProps) {
  return <FramedTable {...props} kind={classes.cards} />;
}

/** A table that is read across: it scrolls by itself, also on a phone, and its first column stays where it is. */
export function WideTable(props: FramedTableProps) {
  return <FramedTable {...props} kind={classes.wide} />;
}

interface FramedTableProps extends TableProps {
  /** Pixels. */
  minWidth: number;
  /** Pixels; it scrolls where it is higher. */
  maxHeight?: number;
}

function FramedTable({ minWidth, maxHeight, kind, children, ...props }: FramedTableProps & { kind?: string }) {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const table = frame.current?.querySelector('table');
    return table && frame.current ? keepNamed(frame.current, table) : undefined;
  }, []);
  return (
    <div
      ref={frame}
      className={[classes.frame, kind].join(' ')}
      style={{ '--least': `${minWidth}px`, maxHeight } as CSSProperties}
    >
      <Table {...props} role="table">
        {children}
      </Table>
    </div>
  );
}

function keepNamed(frame: HTMLElement, table: HTMLTableElement): () => void {
  const name = () => nameCells(table);
  name();
  const changes = new MutationObserver(name);
  changes.observe(table, { childList: true, characterData: true, subtree: true });
  const unreachable = keepReachable(frame);
  return () => {
    changes.disconnect();
    unreachable();
  };
}

/**
 * Gives each cell the heading of its column, for the style sheet, and each part the role that some browsers forget
 * where a table is laid out otherwise.
 */
function nameCells(table: HTMLTableElement): void {
  const headings = [...(table.tHead?.rows[0]?.cells ?? [])].map((cell) =>
    (cell.textContent ?? '').replace(/\s*[↑↓]?\s*$/, ''),
  );
  for (const row of table.rows) {
    row.setAttribute('role', 'row');
    for (const [index, cell] of [...row.cells].entries()) {
      const isHeading = cell.tagName === 'TH';
      cell.setAttribute('role', !isHeading ? 'cell' : cell.scope === 'row' ? 'rowheader' : 'columnheader');
      if (row.parentElement === table.tHead) continue;
      const heading = headings[index] ?? '';
      cell.dataset.heading = heading;
      cell.style.setProperty('--heading', JSON.stringify(heading));
    }
  }
}
