-- Epochs by the numbers of their runs. Everything can be read meanwhile, and writes of runs wait. The locks are taken in
-- the order in which workers take them, so that none of them waits for the other.
LOCK TABLE "run" IN SHARE ROW EXCLUSIVE MODE;
LOCK TABLE "epoch" IN SHARE MODE;

-- CreateTable
CREATE TABLE "epoch_by_number" (
    "loss" DOUBLE PRECISION NOT NULL,
    "acc" DOUBLE PRECISION NOT NULL,
    "valLoss" DOUBLE PRECISION,
    "valAcc" DOUBLE PRECISION,
    "finishedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "learningRate" REAL NOT NULL,
    "seconds" REAL NOT NULL,
    "runNumber" INTEGER NOT NULL,
    "epoch" INTEGER NOT NULL
);

INSERT INTO "epoch_by_number"
SELECT loss, acc, "valLoss", "valAcc", epoch."finishedAt", "learningRate", seconds, run.number, epoch.epoch
FROM "epoch" JOIN "run" ON run.id = epoch."runId" ORDER BY run.number, epoch.epoch;

-- An index that is made after the rows is smaller than one that grows with them.
ALTER TABLE "epoch_by_number" ADD CONSTRAINT "epoch_by_number_pkey" PRIMARY KEY ("runNumber","epoch");

-- AddForeignKey
ALTER TABLE "epoch_by_number" ADD CONSTRAINT "epoch_runNumber_fkey" FOREIGN KEY ("runNumber") REFERENCES "run"("number") ON DELETE CASCADE ON UPDATE CASCADE;

-- DropTable
DROP TABLE "epoch";

ALTER TABLE "epoch_by_number" RENAME TO "epoch";
ALTER TABLE "epoch" RENAME CONSTRAINT "epoch_by_number_pkey" TO "epoch_pkey";
