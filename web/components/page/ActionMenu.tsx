'use client';

import type { ButtonProps } from '@mantine/core';
import { Button, UnstyledButton } from '@mantine/core';
import { type ReactNode, useRef, useState } from 'react';
import type { MenuEntry } from './menuEntry.ts';

export interface ActionMenuProps {
  entries: readonly MenuEntry[];
  /** What the menu says above its entries. */
  head?: ReactNode;
  /** The button's look; without it the button has none. */
  button?: ButtonProps;
  children: ReactNode;
}

/** The menu's code loads when somebody opens one, or is about to. */
const loadMenu = () => import('./LoadedMenu.tsx');

/** A button that opens a menu. */
export function ActionMenu({ entries, head, button, children }: ActionMenuProps) {
  const [menu, setMenu] = useState<Awaited<ReturnType<typeof loadMenu>>>();
  const targetRef = useRef<HTMLButtonElement>(null);
  const behaviour = {
    ref: targetRef,
    'aria-haspopup': 'menu' as const,
    onPointerEnter: () => void loadMenu(),
    onFocus: () => void loadMenu(),
    ...(!menu && { onClick: () => void loadMenu().then(setMenu) }),
  };
  const target = button ? (
    <Button {...button} {...behaviour}>
      {children}
    </Button>
  ) : (
    <UnstyledButton style={{ borderRadius: '50%' }} {...behaviour}>
      {children}
    </UnstyledButton>
  );
  return menu ? <menu.LoadedMenu entries={entries} head={head} target={target} targetRef={targetRef} /> : target;
}
