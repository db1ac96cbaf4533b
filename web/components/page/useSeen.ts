'use client';

import { type RefObject, useEffect, useRef, useState } from 'react';

/** Pixels below what is seen in which a thing is loaded already. */
const ahead = 200;

/** Whether an element has come into view, or near it: what draws it may load then. */
export function useSeen<Element extends HTMLElement>(): [ref: RefObject<Element | null>, seen: boolean] {
  const ref = useRef<Element>(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (!ref.current) return;
    const views = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        setSeen(true);
        views.disconnect();
      },
      { rootMargin: `${ahead}px` },
    );
    views.observe(ref.current);
    return () => views.disconnect();
  }, []);
  return [ref, seen];
}
