export interface DiffLine {
  /** Whether it is in the first text only, in the second only, or in both. */
  where: 'FIRST' | 'SECOND' | 'BOTH';
  text: string;
}

/** Two texts line by line, along a longest common subsequence. */
export function lineDiff(first: string, second: string): DiffLine[] {
  const a = first.trimEnd().split('\n');
  const b = second.trimEnd().split('\n');
  // common[i][j]: lines that a from i and b from j have in common at most.
  const common = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      common[i]![j] = a[i] === b[j] ? common[i + 1]![j + 1]! + 1 : Math.max(common[i + 1]![j]!, common[i]![j + 1]!);
  const lines: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push({ where: 'BOTH', text: a[i]! });
      i++;
      j++;
    } else if (i < a.length && (j === b.length || common[i + 1]![j]! >= common[i]![j + 1]!))
      lines.push({ where: 'FIRST', text: a[i++]! });
    else lines.push({ where: 'SECOND', text: b[j++]! });
  }
  return lines;
}
