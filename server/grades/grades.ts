import { type GradingRule, gradeOf, gradingRuleSchema } from '#contracts/grading';
import { directionOf } from '#contracts/metrics';
import type { Assignment, Database, Transaction } from '#prisma/client';
import { isFinal } from '../assignments/openness.ts';
import type { Grade } from './grade.type.ts';

/** An assignment that is graded, with its rule. */
export type GradedAssignment = Assignment & { rule: GradingRule };

/** The graded ones among some assignments. */
export function graded(assignments: readonly Assignment[]): GradedAssignment[] {
  return assignments.flatMap((assignment) => {
    const rule = ruleOf(assignment);
    return rule ? [{ ...assignment, rule }] : [];
  });
}

/** Null where an assignment is not graded. */
export function ruleOf({ gradingRule, metric }: Pick<Assignment, 'gradingRule' | 'metric'>): GradingRule | null {
  return gradingRule === null ? null : gradingRuleSchema(metric).parse(gradingRule);
}

/** What is stored of one student and one assignment. */
interface Row {
  assignmentId: string;
  studentId: string;
  runId: string | null;
  score: number | null;
  daysLate: number | null;
  revision: number | null;
  /** By which the run was scored, if another revision's. */
  earlierMetric: string | null;
  handPoints: number | null;
  override: number | null;
  overrideReason: string | null;
  excused: boolean | null;
  excuseReason: string | null;
  feedback: string | null;
  publishedPoints: number | null;
  publishedOutOf: number | null;
  publishedExcused: boolean | null;
  publishedAt: Date | null;
  updatedAt: Date | null;
}

/**
 * The grades of a course's students for some of its assignments, computed from the standings, one for each pair. They
 * are never stored as such: what is read is always what the rule, the run that counts and staff's decisions say now.
 * @param studentIds all students of the course when it is left out
 */
export async function computeGrades(
  database: Database | Transaction,
  courseId: string,
  assignments: readonly GradedAssignment[],
  studentIds?: readonly string[],
): Promise<Grade[]> {
  const ids = assignments.map(({ id }) => id);
  const students = studentIds ? [...studentIds] : null;
  const rows = await database.$queryRaw<Row[]>`
    SELECT enrollment."userId" AS "studentId", assignment.id AS "assignmentId", standing."runId",
           standing."privateScore" AS score, standing."daysLate", standing.revision, grade."handPoints",
           grade.override, grade."overrideReason", grade.excused, grade."excuseReason", grade.feedback,
           ended.metric AS "earlierMetric", grade."publishedPoints", grade."publishedOutOf", grade."publishedExcused",
           grade."publishedAt", grade."updatedAt"
    FROM enrollment
    JOIN assignment ON assignment."courseId" = enrollment."courseId" AND assignment.id = ANY(${ids})
    LEFT JOIN team_member ON team_member."assignmentId" = assignment.id
      AND team_member."userId" = enrollment."userId"
    LEFT JOIN standing ON standing."assignmentId" = assignment.id
      AND standing."participantId" = COALESCE(team_member."teamId", enrollment."userId")
    LEFT JOIN assignment_revision ended
      ON ended."assignmentId" = assignment.id AND ended.revision = standing.revision
    LEFT JOIN grade ON grade."assignmentId" = assignment.id AND grade."studentId" = enrollment."userId"
    WHERE enrollment."courseId" = ${courseId} AND enrollment.role = 'STUDENT' AND enrollment."removedAt" IS NULL
      AND (${students}::text[] IS NULL OR enrollment."userId" = ANY(${students}::text[]))`;
  const byId = new Map(assignments.map((assignment) => [assignment.id, assignment]));
  return rows.map((row) => gradeFrom(row, byId.get(row.assignmentId)!));
}

function gradeFrom(row: Row, { rule, revision, ...assignment }: GradedAssignment): Grade {
  const run = row.score === null ? null : { score: comparable(row, assignment.metric), daysLate: row.daysLate ?? 0 };
  const excused = row.excused ?? false;
  const final = isFinal(assignment);
  const decided = run !== null || row.handPoints !== null || final;
  const rulePoints = decided ? gradeOf(rule, run, assignment, row.handPoints) : null;
  const points = excused ? null : (row.override ?? rulePoints);
  return {
    id: `${row.assignmentId}:${row.studentId}`,
    assignmentId: row.assignmentId,
    studentId: row.studentId,
    points,
    outOf: rule.maxPoints,
    rulePoints,
    runId: row.runId,
    score: row.score,
    daysLate: row.daysLate ?? 0,
    isMissing: final && run === null && !excused,
    isProvisional: !final,
    isOfOldRevision: row.revision !== null && row.revision < revision,
    needsHandPoints: rule.handPoints > 0 && row.handPoints === null && row.override === null && !excused,
    handPoints: row.handPoints,
    override: row.override,
    overrideReason: row.overrideReason ?? '',
    isExcused: excused,
    excuseReason: row.excuseReason ?? '',
    feedback: row.feedback ?? '',
    publishedPoints: row.publishedPoints,
    publishedAt: row.publishedAt,
    hasChanged:
      row.publishedAt !== null &&
      (row.publishedPoints !== points ||
        row.publishedOutOf !== rule.maxPoints ||
        (row.publishedExcused ?? false) !== excused),
    updatedAt: row.updatedAt,
  };
}

/** The score, where it is of the metric by which the rule's thresholds are meant, or of one in the same direction. */
function comparable({ score, earlierMetric }: Row, metric: string): number | null {
  const isMeant = directionOf(earlierMetric ?? metric).lowerIsBetter === directionOf(metric).lowerIsBetter;
  return isMeant ? score : null;
}
