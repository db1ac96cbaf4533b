'use client';

import { Menu } from '@mantine/core';
import { type ReactElement, type ReactNode, type RefObject, useEffect, useState } from 'react';
import { Link } from './Link.tsx';
import type { MenuEntry } from './menuEntry.ts';

/** A menu that is open at first, since somebody just asked for it. `target` opens it again. */
export function LoadedMenu(props: {
  entries: readonly MenuEntry[];
  head: ReactNode;
  target: ReactElement;
  targetRef: RefObject<HTMLButtonElement | null>;
}) {
  const { entries, head, target, targetRef } = props;
  const [opened, setOpened] = useState(false);
  useEffect(() => {
    // The menu gives the focus back to where it was.
    targetRef.current?.focus();
    setOpened(true);
  }, [targetRef]);
  return (
    <Menu opened={opened} onChange={setOpened} position="bottom-end" shadow="md" withInitialFocusPlaceholder={false}>
      <Menu.Target>{target}</Menu.Target>
      <Menu.Dropdown maw={280}>
        {head && (
          <>
            <Menu.Label>{head}</Menu.Label>
            <Menu.Divider />
          </>
        )}
        {entries.map((entry, index) => {
          // biome-ignore lint/suspicious/noArrayIndexKey: dividers are all alike.
          if (entry === 'divider') return <Menu.Divider key={index} />;
          if ('href' in entry)
            return (
              <Menu.Item key={entry.label} component={Link} href={entry.href}>
                {entry.label}
              </Menu.Item>
            );
          return (
            <Menu.Item
              key={entry.label}
              // The colour for errors has the contrast that small text needs, in both schemes.
              color={entry.color === 'red' ? 'var(--mantine-color-error)' : entry.color}
              aria-haspopup={entry.asks ? 'dialog' : undefined}
              onClick={() => {
                // A dialog gives the focus back to what had it: that is the button, since this entry is gone by then.
                targetRef.current?.focus();
                entry.onClick();
              }}
            >
              {entry.label}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
