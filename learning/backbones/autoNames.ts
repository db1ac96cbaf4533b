/**
 * Names as Keras gives them to the unnamed layers of a session's first model: `conv2d`, `conv2d_1`, … One call a model;
 * the returned function must be asked in the order in which Keras creates the layers.
 */
export function autoNames(): (kind: string) => string {
  const counts = new Map<string, number>();
  return (kind) => {
    const count = counts.get(kind) ?? 0;
    counts.set(kind, count + 1);
    return count === 0 ? kind : `${kind}_${count}`;
  };
}
