/** A line of a menu: a way to a page, or something that is done, perhaps after a dialog that `asks`. */
export type MenuEntry =
  | { label: string; href: string }
  | { label: string; onClick: () => void; color?: string; asks?: boolean }
  | 'divider';
