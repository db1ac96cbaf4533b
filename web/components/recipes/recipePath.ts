type Branch = Record<string, unknown>;

const isBranch = (value: unknown): value is Branch => typeof value === 'object' && value !== null;

/** What lies at a path such as "head.dense.0.units"; undefined when the way there ends early. */
export function valueAt(root: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (isBranch(value) ? value[key] : undefined), root);
}

/** A copy of `root` with `value` at the path; undefined removes what was there. */
export function withValueAt(root: unknown, path: string, value: unknown): unknown {
  const [key = '', ...rest] = path.split('.');
  const inner = rest.length === 0 ? value : withValueAt(isBranch(root) ? root[key] : undefined, rest.join('.'), value);
  if (Array.isArray(root))
    return inner === undefined ? root.filter((_, index) => index !== Number(key)) : root.with(Number(key), inner);
  const copy: Branch = { ...(isBranch(root) ? root : {}) };
  if (inner === undefined) delete copy[key];
  else copy[key] = inner;
  return copy;
}
