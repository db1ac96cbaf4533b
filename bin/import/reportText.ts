import type { ImportStateFragment } from '../api/generated/graphql.ts';
import { table } from '../terminal/table.ts';

type Report = NonNullable<ImportStateFragment['report']>;
type Fault = Report['faults'][number];

/** The kinds of faults as `--leave-out` and `--keep` name them. */
const faultNames = {
  unreadable: 'UNREADABLE',
  misplaced: 'MISPLACED',
  'incomplete-classes': 'INCOMPLETE_CLASS',
  'same-in-test': 'SAME_IN_TEST',
  'similar-in-test': 'SIMILAR_IN_TEST',
  same: 'SAME',
  similar: 'SIMILAR',
} as const satisfies Record<string, Fault['kind']>;

/** Several names at once. */
const faultGroups: Record<string, readonly Fault['kind'][]> = {
  duplicates: ['SAME_IN_TEST', 'SIMILAR_IN_TEST', 'SAME', 'SIMILAR'],
  all: Object.values(faultNames),
};

export function nameOfFault(kind: Fault['kind']): string {
  return Object.entries(faultNames).find(([, value]) => value === kind)![0];
}

const faultTexts: Record<Fault['kind'], string> = {
  UNREADABLE: 'no whole image',
  MISPLACED: 'in no class folder',
  INCOMPLETE_CLASS: 'of a class that a split lacks',
  SAME_IN_TEST: 'the same file as a test image',
  SIMILAR_IN_TEST: 'the same picture as a test image',
  SAME: 'the same file as another image',
  SIMILAR: 'the same picture as another image',
};

const passedOverTexts: Record<Report['passedOver'][number]['reason'], string> = {
  HIDDEN: 'hidden',
  SYSTEM: 'of the operating system',
  OTHER_ENDING: 'not an image',
  IMAGE_OF_OTHER_ENDING: 'images by content, with other endings (--include-by-content takes them)',
};

/** Lines of each kind; the others are counted. */
const shown = 10;

/** What was found in a set, for a terminal. */
export function reportText({ classes, imbalance, faults, passedOver }: Report): string {
  const counts = table(
    ['class', 'train', 'validation', 'test', 'MB'],
    classes.map((one) => [
      one.name,
      one.trainCount,
      one.validationCount,
      one.testCount,
      Math.round(one.bytes / 1e5) / 10,
    ]),
  );
  const lines = [counts];
  if (imbalance !== null && imbalance >= 3)
    lines.push(`The largest class has ${imbalance.toFixed(1)} times the training images of the smallest one.`);
  for (const fault of faults) {
    lines.push('', `${fault.count} ${faultTexts[fault.kind]} (${nameOfFault(fault.kind)}):`);
    for (const { path, like, reason } of fault.files.slice(0, shown))
      lines.push(`  ${path}${like === null ? '' : `  =  ${like}`}${reason === null ? '' : `: ${reason}`}`);
    if (fault.count > shown) lines.push(`  … and ${fault.count - shown} more`);
  }
  for (const { reason, count, files } of passedOver) {
    lines.push('', `Passed over, ${passedOverTexts[reason]}: ${count}`);
    for (const path of files.slice(0, shown)) lines.push(`  ${path}`);
    if (count > shown) lines.push(`  … and ${count - shown} more`);
  }
  return lines.join('\n');
}

export type FaultOption = Fault['kind'][];

/** The faults that an option names, or what is wrong with it. */
export function faultsOf(list: string): FaultOption | string {
  const known = new Map<string, readonly Fault['kind'][]>([
    ...Object.entries(faultNames).map(([name, kind]): [string, Fault['kind'][]] => [name, [kind]]),
    ...Object.entries(faultGroups),
  ]);
  const found: FaultOption = [];
  for (const name of list.split(',').map((part) => part.trim())) {
    const kinds = known.get(name);
    if (!kinds) return `expected some of ${[...known.keys()].join(', ')}, received ${name}.`;
    found.push(...kinds);
  }
  return found;
}
