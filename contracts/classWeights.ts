import type { Issue } from './issues.ts';
import type { TrainingSettings } from './training.ts';

/** What is wrong with a recipe's class weights where the classes are these; empty when nothing is. */
export function classWeightIssues(
  { training }: { training: TrainingSettings },
  classNames: readonly string[],
): Issue[] {
  const unknown = Object.keys(training.classWeight ?? {}).filter((name) => !classNames.includes(name));
  if (unknown.length === 0) return [];
  return [
    {
      path: 'training.classWeight',
      message: `expected classes among ${classNames.join(', ')}, received ${unknown.join(', ')}`,
    },
  ];
}
