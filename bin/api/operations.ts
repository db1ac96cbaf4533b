import type { EpochMetric } from '#contracts/metrics';
import type { RunProgressState } from '#contracts/progress';
import type { FailureCode } from '#contracts/runFailure';
import type { RunStatus } from '#contracts/runStatus';
import type { Operation } from './client.ts';

/** The GraphQL operations of the commands. tests/bin/operations.test.ts checks each against server/schema.graphql. */

export interface EpochRow {
  epoch: number;
  loss: number;
  acc: number;
  valLoss: number | null;
  valAcc: number | null;
  learningRate: number;
  seconds: number;
}

/** What a person who follows a run sees of it. */
export interface RunState {
  id: string;
  backbone: string;
  weights: string;
  seed: number;
  plannedEpochs: number;
  status: RunStatus;
  queuePosition: number | null;
  engine: string | null;
  seconds: number | null;
  student: { name: string };
  progress: RunProgressState | null;
  lastEpoch: EpochRow | null;
  failure: { code: FailureCode; message: string; fault: 'STUDENT' | 'SYSTEM' } | null;
  evaluation: { publicScore: number; privateScore: number | null } | null;
}

const runState = `
  id backbone weights seed plannedEpochs status queuePosition engine seconds
  student { name }
  progress { phase done total etaSeconds }
  lastEpoch { epoch loss acc valLoss valAcc learningRate seconds }
  failure { code message fault }
  evaluation { publicScore privateScore }`;

export const submitRun: Operation<
  { submitRun: { alreadySubmitted: boolean; run: RunState } },
  { input: { assignmentId: string; recipe: unknown } }
> = {
  document: `mutation SubmitRun($input: SubmitRunInput!) { submitRun(input: $input) { alreadySubmitted run { ${runState} } } }`,
};

export const runProgress: Operation<{ runProgress: { run: RunState; epoch: EpochRow | null } }, { runId: string }> = {
  document: `subscription RunProgress($runId: ID!) {
    runProgress(runId: $runId) { run { ${runState} } epoch { epoch loss acc valLoss valAcc learningRate seconds } }
  }`,
};

export interface LeaderboardEntry {
  rank: number;
  runId: string;
  backbone: string;
  weights: string;
  score: number;
  runsSubmitted: number;
  student: { name: string };
}

export const leaderboard: Operation<
  { leaderboard: { isFinal: boolean; assignment: { title: string; metric: string }; entries: LeaderboardEntry[] } },
  { assignmentId: string }
> = {
  document: `query Leaderboard($assignmentId: ID!) {
    leaderboard(assignmentId: $assignmentId) {
      isFinal assignment { title metric }
      entries { rank runId backbone weights score runsSubmitted student { name } }
    }
  }`,
};

export const history: Operation<
  { run: { id: string; backbone: string; weights: string; seed: number; status: RunStatus; epochs: EpochRow[] } },
  { id: string }
> = {
  document: `query History($id: ID!) {
    run(id: $id) { id backbone weights seed status epochs(maxPoints: 5000) { epoch loss acc valLoss valAcc learningRate seconds } }
  }`,
};

export const epochs: Operation<
  { epochs: { runId: string; metric: EpochMetric; points: { epoch: number; value: number | null }[] }[] },
  { runIds: string[]; metric: EpochMetric; from?: number; to?: number; maxPoints: number }
> = {
  document: `query Epochs($runIds: [ID!]!, $metric: EpochMetric!, $from: Int, $to: Int, $maxPoints: Int!) {
    epochs(runIds: $runIds, metric: $metric, from: $from, to: $to, maxPoints: $maxPoints) { runId metric points { epoch value } }
  }`,
};

export const importDataset: Operation<
  {
    importDataset: {
      id: string;
      hash: string;
      classNames: string[];
      trainCount: number;
      validationCount: number;
      testCount: number;
    };
  },
  { input: { courseId: string; name: string; uploadId: string; attribution: string } }
> = {
  document: `mutation ImportDataset($input: ImportDatasetInput!) {
    importDataset(input: $input) { id hash classNames trainCount validationCount testCount }
  }`,
};

export const publishWeights: Operation<
  {
    publishWeights: {
      id: string;
      name: string;
      backbone: string;
      inputSize: number;
      preprocessing: string;
      createdAt: string;
    };
  },
  { input: { runId: string; name: string } }
> = {
  document: `mutation PublishWeights($input: PublishWeightsInput!) {
    publishWeights(input: $input) { id name backbone inputSize preprocessing createdAt }
  }`,
};
