'use client';

import { Box, type BoxProps, type ElementProps, getSpacing, type MantineSpacing } from '@mantine/core';
import { type CSSProperties, type ReactNode, useEffect, useRef } from 'react';
import classes from './Table.module.css';

type Part<Name extends 'table' | 'thead' | 'tbody' | 'tfoot' | 'tr' | 'th' | 'td' | 'caption'> = BoxProps &
  ElementProps<Name>;

export interface TableProps extends Part<'table'> {
  verticalSpacing?: MantineSpacing;
  withRowBorders?: boolean;
  highlightOnHover?: boolean;
  stickyHeader?: boolean;
}

/**
 * Mantine's `Table`, as far as the site uses it. Mantine's own brings a scroll area and the positioning of tooltips
 * with it, which is a tenth of what a page may load.
 */
function TableRoot(props: TableProps) {
  const { verticalSpacing, withRowBorders = true, highlightOnHover, stickyHeader, className, style, ...others } = props;
  const kinds = [withRowBorders && classes.rows, highlightOnHover && classes.hover, stickyHeader && classes.sticky];
  return (
    <Box
      component="table"
      {...others}
      className={[classes.table, ...kinds, className].filter(Boolean).join(' ')}
      style={[{ '--vertical': getSpacing(verticalSpacing) } as CSSProperties, style]}
    />
  );
}

interface ScrollContainerProps {
  /** Pixels; it scrolls by itself where there is less room. */
  minWidth: number;
  /** Pixels; it scrolls where it is higher. */
  mah?: number;
  className?: string | undefined;
  'aria-label'?: string;
  children: ReactNode;
}

function ScrollContainer({ minWidth, mah, className, children, 'aria-label': label }: ScrollContainerProps) {
  const frame = useRef<HTMLElement>(null);
  useEffect(() => (frame.current ? keepReachable(frame.current) : undefined), []);
  return (
    <section
      ref={frame}
      className={[classes.frame, className].filter(Boolean).join(' ')}
      style={{ maxHeight: mah }}
      aria-label={label}
    >
      <div style={{ minWidth }}>{children}</div>
    </section>
  );
}

/** Lets the keyboard reach an element while it has more than it shows. Returns what ends that. */
export function keepReachable(frame: HTMLElement): () => void {
  const sizes = new ResizeObserver(() => {
    const scrolls = frame.scrollWidth > frame.clientWidth || frame.scrollHeight > frame.clientHeight;
    if (scrolls) frame.tabIndex = 0;
    else frame.removeAttribute('tabindex');
  });
  sizes.observe(frame);
  if (frame.firstElementChild) sizes.observe(frame.firstElementChild);
  return () => sizes.disconnect();
}

export const Table = Object.assign(TableRoot, {
  Caption: (props: Part<'caption'>) => <Box component="caption" {...props} />,
  Thead: (props: Part<'thead'>) => <Box component="thead" {...props} />,
  Tbody: (props: Part<'tbody'>) => <Box component="tbody" {...props} />,
  Tfoot: (props: Part<'tfoot'>) => <Box component="tfoot" {...props} />,
  Tr: (props: Part<'tr'>) => <Box component="tr" {...props} />,
  Th: (props: Part<'th'>) => <Box component="th" {...props} />,
  Td: (props: Part<'td'>) => <Box component="td" {...props} />,
  ScrollContainer,
});
