import type { CompareRunsQuery } from '../../graphql/generated/graphql.ts';

/** What the API says of compared runs, and of one of them. */
export type Comparison = CompareRunsQuery['compareRuns'];
export type ComparedRun = Comparison['runs'][number];
