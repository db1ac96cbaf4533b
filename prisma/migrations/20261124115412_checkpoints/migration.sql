-- CreateTable
CREATE TABLE "checkpoint" (
    "address" TEXT NOT NULL,
    "runId" TEXT,
    "attempt" INTEGER NOT NULL,
    "epoch" INTEGER NOT NULL,
    "storedAt" TIMESTAMP(3),

    CONSTRAINT "checkpoint_pkey" PRIMARY KEY ("address")
);

-- CreateIndex
CREATE INDEX "checkpoint_runId_idx" ON "checkpoint"("runId");

-- AddForeignKey
ALTER TABLE "checkpoint" ADD CONSTRAINT "checkpoint_runId_fkey" FOREIGN KEY ("runId") REFERENCES "run"("id") ON DELETE SET NULL ON UPDATE CASCADE;
