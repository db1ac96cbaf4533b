-- CreateEnum
CREATE TYPE "UntoldReason" AS ENUM ('NO_ANSWERS_LEFT', 'SAME_CLASS', 'SEEDS_MISSING');

-- AlterTable
ALTER TABLE "evaluation" ADD COLUMN     "untold" "UntoldReason";

-- Why runs until now were told nothing: they are those whose range is all that there can be (of a loss, up to 16.1).
UPDATE evaluation SET untold = (CASE
  WHEN (SELECT count(DISTINCT cell.place) FROM jsonb_array_elements(confusion) AS line(cells),
    jsonb_array_elements(line.cells) WITH ORDINALITY AS cell(images, place) WHERE cell.images::float8 > 0) = 1
  THEN 'SAME_CLASS'
  WHEN assignment."seedsCounted" > 1 THEN 'SEEDS_MISSING'
  ELSE 'NO_ANSWERS_LEFT'
END)::"UntoldReason"
FROM run JOIN assignment ON assignment.id = run."assignmentId"
WHERE run.id = evaluation."runId" AND NOT answered AND "answerLow" = 0
  AND "answerHigh" >= CASE WHEN assignment.metric = 'LOG_LOSS' THEN 16 ELSE 1 END;
