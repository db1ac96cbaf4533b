-- CreateEnum
CREATE TYPE "DatasetImportStatus" AS ENUM ('QUEUED', 'CHECKING', 'WAITING_FOR_DECISION', 'WRITING', 'SUCCEEDED', 'FAILED', 'CANCELLED');

-- CreateTable
CREATE TABLE "dataset_import" (
    "id" TEXT NOT NULL,
    "courseId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "attribution" TEXT NOT NULL DEFAULT '',
    "uploadId" TEXT NOT NULL,
    "byContent" BOOLEAN NOT NULL DEFAULT false,
    "status" "DatasetImportStatus" NOT NULL DEFAULT 'QUEUED',
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "jobId" TEXT,
    "progress" JSONB,
    "report" JSONB,
    "decision" JSONB NOT NULL DEFAULT '{}',
    "failureCode" TEXT,
    "failureMessage" TEXT,
    "datasetVersionId" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMP(3),

    CONSTRAINT "dataset_import_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "dataset_import_uploadId_key" ON "dataset_import"("uploadId");

-- CreateIndex
CREATE INDEX "dataset_import_courseId_createdAt_idx" ON "dataset_import"("courseId", "createdAt");

-- CreateIndex
CREATE INDEX "dataset_import_datasetVersionId_idx" ON "dataset_import"("datasetVersionId");

-- AddForeignKey
ALTER TABLE "dataset_import" ADD CONSTRAINT "dataset_import_courseId_fkey" FOREIGN KEY ("courseId") REFERENCES "course"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset_import" ADD CONSTRAINT "dataset_import_datasetVersionId_fkey" FOREIGN KEY ("datasetVersionId") REFERENCES "dataset_version"("id") ON DELETE SET NULL ON UPDATE CASCADE;
