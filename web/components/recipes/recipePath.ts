/** The way to a value: "head.dense.0.units", or its keys, where one of them may itself have a dot. */
export type Path = string | readonly (string | number)[];

type Branch = Record<string, unknown>;

const isBranch = (value: unknown): value is Branch => typeof value === 'object' && value !== null;

/** The keys of a path; places in lists are numbers. */
export function keysOf(path: Path): (string | number)[] {
  if (typeof path !== 'string') return [...path];
  return path.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key));
}

/** A path as issues name it. */
export function nameOf(path: Path): string {
  return typeof path === 'string' ? path : path.join('.');
}

/** What lies at a path; undefined when the way there ends early. */
export function valueAt(root: unknown, path: Path): unknown {
  return keysOf(path).reduce<unknown>(
    (value, key) => (isBranch(value) && Object.hasOwn(value, key) ? value[key] : undefined),
    root,
  );
}

/** A copy of `root` with a value at the path, whose groups must be there. */
export function withValueAt(root: unknown, path: Path, value: unknown): unknown {
  const [key, ...rest] = keysOf(path);
  if (key === undefined) return value;
  if (Array.isArray(root)) return root.with(Number(key), withValueAt(root[Number(key)], rest, value));
  const branch = isBranch(root) ? root : {};
  return { ...branch, [key]: withValueAt(branch[key], rest, value) };
}

/** A copy of `root` without what lies at the path. */
export function withoutValueAt(root: unknown, path: Path): unknown {
  const [key, ...rest] = keysOf(path);
  if (key === undefined || !isBranch(root) || !Object.hasOwn(root, key)) return root;
  if (Array.isArray(root))
    return rest.length === 0
      ? root.filter((_, index) => index !== key)
      : root.with(Number(key), withoutValueAt(root[Number(key)], rest));
  const { [key]: inner, ...others } = root;
  return rest.length === 0 ? others : { ...root, [key]: withoutValueAt(inner, rest) };
}
