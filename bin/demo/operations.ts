import type { RunStatus } from '#contracts/runStatus';
import type { Operation } from '../api/client.ts';

/** The GraphQL operations that only the demo needs. */

export const createCourse: Operation<{ createCourse: { id: string; joinCode: string } }, { input: { title: string } }> =
  {
    document: 'mutation CreateCourse($input: CreateCourseInput!) { createCourse(input: $input) { id joinCode } }',
  };

export const joinCourse: Operation<{ joinCourse: { id: string } }, { code: string }> = {
  document: 'mutation JoinCourse($code: String!) { joinCourse(code: $code) { id } }',
};

export const createAssignment: Operation<
  { createAssignment: { id: string } },
  {
    input: {
      courseId: string;
      datasetVersionId: string;
      title: string;
      description: string;
      starterRecipe: unknown;
    };
  }
> = {
  document: 'mutation CreateAssignment($input: CreateAssignmentInput!) { createAssignment(input: $input) { id } }',
};

export interface JudgedRun {
  id: string;
  backbone: string;
  weights: string;
  seed: number;
  plannedEpochs: number;
  status: RunStatus;
  engine: string | null;
  seconds: number | null;
  student: { name: string };
  sealedEvaluation: { testAcc: number; testImages: number } | null;
}

export const judgedRuns: Operation<{ runs: JudgedRun[] }, { assignmentId: string }> = {
  document: `query JudgedRuns($assignmentId: ID!) {
    runs(assignmentId: $assignmentId) {
      id backbone weights seed plannedEpochs status engine seconds student { name }
      sealedEvaluation { testAcc testImages }
    }
  }`,
};

/** What the demo's report suggests to paste: the validation accuracy of many runs in five points each. */
export const firstQuery: Operation<
  { epochs: { runId: string; points: { epoch: number; value: number }[] }[] },
  { ids: string[] }
> = {
  document:
    'query ($ids: [ID!]!) { epochs(runIds: $ids, metric: VAL_ACC, maxPoints: 5) { runId points { epoch value } } }',
};
