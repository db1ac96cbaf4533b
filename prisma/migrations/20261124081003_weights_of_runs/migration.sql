-- AlterTable
ALTER TABLE "run" ADD COLUMN     "backboneWeights" TEXT;

-- AlterTable
ALTER TABLE "weights" ADD COLUMN     "inputSize" INTEGER NOT NULL,
ADD COLUMN     "preprocessing" TEXT NOT NULL;

-- CreateIndex
CREATE INDEX "weights_runId_idx" ON "weights"("runId");
