import type { RunFilterInput } from '../../graphql/generated/graphql.ts';

/** Chooses all of one's own runs. */
export const ownRuns: RunFilterInput = { mine: true, search: null, tags: null };
