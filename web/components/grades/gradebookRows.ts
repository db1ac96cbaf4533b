import type { GradebookHeadQuery, GradebookQuery, GradebookSort } from '../../graphql/generated/graphql.ts';

/** What the gradebook is sorted by. */
export interface GradebookOrder {
  sort: GradebookSort;
  assignmentId: string | null;
  descending: boolean;
}

/** A column of the gradebook, a row, and what stands where they meet. */
export type GradedAssignment = NonNullable<GradebookHeadQuery['course']['gradebookAssignments']>[number];
export type GradedStudent = NonNullable<GradebookQuery['course']['gradebook']>['nodes'][number];
export type GradeOfStudent = GradedStudent['grades'][number];
