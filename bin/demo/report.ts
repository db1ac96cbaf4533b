import { print } from 'graphql';
import {
  type EvaluatedRunFragment,
  FirstQueryDocument,
  type LeaderboardEntryFragment,
} from '../api/generated/graphql.ts';
import type { Account, Classroom } from '../classroom/classroom.ts';
import { leaderboardTable } from '../commands/leaderboard.ts';
import { table } from '../terminal/table.ts';
import { meanWithInterval } from './interval.ts';

export interface DemoResult {
  url: string;
  classroom: Classroom;
  students: Account[];
  /** Oldest first. */
  runs: EvaluatedRunFragment[];
  leaderboard: LeaderboardEntryFragment[];
  seconds: Map<string, number>;
}

/** The demo's outcome for a person. */
export function report({ url, classroom, students, runs, leaderboard, seconds }: DemoResult): string {
  const { instructor } = classroom;
  const query = print(FirstQueryDocument).replace(/\s+/g, ' ');
  const request = JSON.stringify({ query, variables: { ids: runs.map((run) => run.id) } });
  const total = [...seconds.values()].reduce((sum, value) => sum + value, 0);
  return `
The leaderboard, as students see it while the assignment is open (the public half of the test set):

${leaderboardTable(leaderboard)}

The whole test set, ${runs[0]?.sealedEvaluation?.testImages} images, as only the instructor sees it:

${table(
  ['student', 'backbone', 'weights', 'seed', 'epochs', 'seconds', 'test accuracy'],
  runs.map((run) => [
    run.student.name,
    run.backbone,
    run.weights,
    run.seed,
    run.plannedEpochs,
    Math.round(run.seconds ?? 0),
    run.sealedEvaluation!.testAcc.toFixed(3),
  ]),
)}
${overSeeds(runs)}
A first GraphQL query (the validation accuracy of all runs, by the instructor's key):

  curl ${url}/graphql -H 'content-type: application/json' -H 'x-api-key: ${instructor.apiKey}' \\
    -d '${request}'

${wayIn({ url, classroom, students })}

Where the time went:

${table(
  ['step', 'seconds'],
  [...seconds, ['together', total] as const].map(([name, value]) => [name, Number(value.toFixed(1))]),
)}
`;
}

/** Where the demo's classroom is, and who may sign in. */
export function wayIn({ url, classroom, students }: Pick<DemoResult, 'url' | 'classroom' | 'students'>): string {
  const { instructor, assignmentId, joinCode } = classroom;
  const accounts = table(
    ['sign in as', 'password'],
    [instructor, ...students].map(({ email, password }) => [email, password]),
  );
  return `The site: ${url}/assignments/${assignmentId}\nThe course's join code: ${joinCode}\n\n${accounts}`;
}

/** The mean of each backbone's test accuracy when there were several seeds. */
function overSeeds(runs: EvaluatedRunFragment[]): string {
  const byBackbone = Map.groupBy(runs, (run) => run.backbone);
  if (byBackbone.size === runs.length) return '';
  const rows = [...byBackbone].map(([backbone, members]) => {
    const { mean, halfWidth } = meanWithInterval(members.map((run) => run.sealedEvaluation!.testAcc));
    return [backbone, members.length, mean.toFixed(3), `± ${halfWidth.toFixed(3)}`];
  });
  return `\n${table(['backbone', 'seeds', 'mean test accuracy', '95 % interval'], rows)}\n`;
}

/** The demo's outcome for programs: the JSON of its last line. */
export function summary({ url, runs, leaderboard }: DemoResult): unknown {
  return {
    runs: runs.map((run) => ({
      student: run.student.name,
      backbone: run.backbone,
      weights: run.weights,
      engine: run.engine,
      seed: run.seed,
      epochs: run.plannedEpochs,
      seconds: run.seconds,
      testAcc: run.sealedEvaluation!.testAcc,
    })),
    testImages: runs[0]?.sealedEvaluation?.testImages,
    leaderboard: leaderboard.map(({ place, name, backbone, weights, scoreRange }) => ({
      place,
      student: name,
      backbone,
      weights,
      score: scoreRange,
    })),
    url,
  };
}
