import { recipeSchema } from '#contracts/recipe';
import { connect, type Database } from '#prisma/client';
import { rebuildStandings } from '#prisma/standings';

export interface LargeCourse {
  courseId: string;
  /** All runs are submitted to it. */
  assignmentId: string;
  /** A student of the course who is there already; has as many runs as each other one, whose id is `student-<n>`. */
  studentId: string;
  students: number;
  runsEach: number;
  epochsEach: number;
}

/** Milliseconds that the board took to be rebuilt. */
export interface Filled {
  rebuiltMs: number;
}

/** Ten million rows in one statement take their time. */
const long = { timeout: 900_000, maxWait: 60_000 };

/**
 * Writes what workers and a large class would have left in a term, in the database itself: every tenth run failed, five
 * networks, twenty sections; runs are called `run-<six digits>` and the newest one is two days old.
 */
export async function fillLargeCourse(ownerUrl: string, course: LargeCourse): Promise<Filled> {
  const database = connect(ownerUrl);
  try {
    return await fill(database, course);
  } finally {
    await database.$disconnect();
  }
}

async function fill(
  database: Database,
  { courseId, assignmentId, studentId, students, runsEach, epochsEach }: LargeCourse,
): Promise<Filled> {
  const runs = students * runsEach;
  const recipe = JSON.stringify(recipeSchema.parse({ backbone: 'CNN', inputSize: 46 }));
  await database.$executeRaw`
    INSERT INTO "user" (id, name, email, "emailVerified")
    SELECT 'student-' || n, (ARRAY['Kim','Lee','Park','Choi','Jung'])[1 + n % 5] || ' Student ' || n,
      'student-' || n || '@example.org', true FROM generate_series(1, ${students - 1}::int) AS n`;
  await database.$executeRaw`
    INSERT INTO section (id, "courseId", name) SELECT 'section-' || n, ${courseId}, 'Section ' || n
    FROM generate_series(0, 19) AS n`;
  await database.$executeRaw`
    INSERT INTO enrollment ("courseId", "userId", role, "studentNumber", "sectionId")
    SELECT ${courseId}, 'student-' || n, 'STUDENT', (20260000 + n)::text, 'section-' || n % 20
    FROM generate_series(1, ${students - 1}::int) AS n`;
  await database.$executeRaw`
    INSERT INTO run (id, "assignmentId", "studentId", recipe, "recipeHash", status, "submittedAt", "startedAt",
      "finishedAt", "secondsUsed", "failureCode", "failureMessage")
    SELECT 'run-' || lpad(n::text, 6, '0'), ${assignmentId},
      CASE n % ${students}::int WHEN 0 THEN ${studentId} ELSE 'student-' || n % ${students}::int END,
      jsonb_set(jsonb_set(${recipe}::jsonb, '{seed}', to_jsonb(n)), '{backbone}',
        to_jsonb((ARRAY['CNN','MobileNetV2','VGG16','VGG19','ResNet50'])[1 + n / 7 % 5])),
      'hash-' || n, (CASE WHEN n % 10 = 3 THEN 'FAILED' ELSE 'SUCCEEDED' END)::"RunStatus",
      moment, moment, moment + interval '1 minute', 60,
      CASE WHEN n % 10 = 3 THEN 'NAN_LOSS' END, CASE WHEN n % 10 = 3 THEN 'Expected a finite loss' END
    FROM generate_series(1, ${runs}::int) AS n,
      LATERAL (SELECT now() AT TIME ZONE 'UTC' - (${runs}::int - n) * interval '15 seconds'
        - interval '2 days' AS moment) AS moments`;
  await fillEpochs(database, assignmentId, epochsEach);
  await database.$executeRaw`
    INSERT INTO evaluation ("runId", "publicScore", "privateScore", "testLoss", "testAcc", "testImages", "publicImages",
      "perClass", confusion, "answerLow", "answerHigh", answered)
    SELECT id, score, score, 1 - score, score, 400, 200, '[]', '[[100, 100], [100, 100]]', score, score, nth <= 20
    FROM (
      SELECT id, round((0.4 + 0.5 * (abs(hashtext(id)) % 1000) / 1000.0) * 200) / 200 AS score,
        row_number() OVER (PARTITION BY "studentId" ORDER BY id) AS nth
      FROM run WHERE "assignmentId" = ${assignmentId} AND status = 'SUCCEEDED'
    ) scored`;
  await database.$executeRaw`VACUUM ANALYZE`;
  const begun = performance.now();
  await database.$transaction((transaction) => rebuildStandings(transaction, assignmentId), long);
  return { rebuiltMs: Math.round(performance.now() - begun) };
}

/** Checking that each of ten million epochs has its run would take most of the time. */
async function fillEpochs(database: Database, assignmentId: string, epochsEach: number): Promise<void> {
  await database.$transaction(async (transaction) => {
    await transaction.$executeRaw`SET LOCAL session_replication_role = replica`;
    await transaction.$executeRaw`
      INSERT INTO epoch ("runNumber", epoch, loss, acc, "valLoss", "valAcc", "learningRate", seconds)
      SELECT run.number, epoch, 1.0 / epoch, 1 - 1.0 / (epoch + 1), 1.2 / epoch, 1 - 1.2 / (epoch + 1), 0.001, 10
      FROM run CROSS JOIN generate_series(1, ${epochsEach}::int) AS epoch WHERE run."assignmentId" = ${assignmentId}`;
  }, long);
}
