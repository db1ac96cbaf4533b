import { boardOfManyStudents } from './board.ts';
import { comparisonOfRuns } from './comparison.ts';
import { lighthouseScores } from './lighthouse.ts';
import type { Pages } from './pages.ts';
import { longRunPage } from './runPage.ts';
import type { Measured } from './webRow.ts';

/** What is measured of the site, by name. */
export const cases = {
  lighthouse: lighthouseScores,
  'run-page': longRunPage,
  comparison: comparisonOfRuns,
  board: boardOfManyStudents,
} satisfies Record<string, (pages: Pages) => Promise<Measured[]>>;
