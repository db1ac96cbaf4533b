import { weightsNames } from '#contracts/backbones';
import { line } from '#contracts/line';

/** Published weights with one of these names would look like a backbone's own. */
const ownNames: ReadonlySet<string> = new Set(weightsNames);

/** What a course may call weights that it publishes. */
export const publishedName = line(100).refine((name) => !ownNames.has(name), {
  params: { code: 'nameOfOwnWeights' },
  error: ({ input }) => `expected another name than those of Keras's and Downstream's own weights, received ${input}`,
});
