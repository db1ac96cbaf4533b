import type { RunAnalysisQuery } from '../../graphql/generated/graphql.ts';

/** What an analysis found, as the page asks for it. */
export type Result = NonNullable<NonNullable<RunAnalysisQuery['run']['analysis']>['result']>;
