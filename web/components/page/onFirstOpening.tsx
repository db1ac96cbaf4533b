'use client';

import dynamic from 'next/dynamic';
import { type ComponentType, useState } from 'react';

/** A component whose code loads when it is first opened, such as a dialog with its form. It stays afterwards. */
export function onFirstOpening<Props extends { opened: boolean }>(load: () => Promise<ComponentType<Props>>) {
  const Loaded = dynamic(load, { ssr: false }) as ComponentType<Props>;
  // biome-ignore lint/correctness/noComponentHookFactories: files call this once, outside of components.
  return function OnFirstOpening(props: Props) {
    const [wasOpened, setOpened] = useState(false);
    if (props.opened && !wasOpened) setOpened(true);
    return wasOpened ? <Loaded {...props} /> : null;
  };
}
