-- AlterTable
ALTER TABLE "course" ADD COLUMN     "keepModelsDays" INTEGER NOT NULL DEFAULT 365;

-- AlterTable
ALTER TABLE "run" ADD COLUMN     "trainedParameters" TEXT;

-- CreateTable
CREATE TABLE "export" (
    "id" TEXT NOT NULL,
    "runId" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "address" TEXT,
    "bytes" INTEGER,
    "failure" TEXT,
    "requestedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMP(3),

    CONSTRAINT "export_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "export_requestedAt_idx" ON "export"("requestedAt");

-- CreateIndex
CREATE UNIQUE INDEX "export_runId_format_key" ON "export"("runId", "format");

-- AddForeignKey
ALTER TABLE "export" ADD CONSTRAINT "export_runId_fkey" FOREIGN KEY ("runId") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;
