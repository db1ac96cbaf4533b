-- Words in names of runs are found by their trigrams. The extension comes with PostgreSQL, and who owns the database may
-- create it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- AlterTable
ALTER TABLE "run" ADD COLUMN "backbone" TEXT GENERATED ALWAYS AS (recipe->>'backbone') STORED;

-- DropIndex
DROP INDEX "run_assignmentId_studentId_recipeHash_idx";

-- DropIndex
DROP INDEX "run_status_idx";

-- DropIndex
DROP INDEX "run_teamId_idx";

-- CreateIndex
CREATE INDEX "run_assignmentId_studentId_submittedAt_id_idx" ON "run"("assignmentId", "studentId", "submittedAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "run_assignmentId_backbone_submittedAt_id_idx" ON "run"("assignmentId", "backbone", "submittedAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "run_status_finishedAt_idx" ON "run"("status", "finishedAt" DESC);

-- CreateIndex
CREATE INDEX "run_teamId_submittedAt_id_idx" ON "run"("teamId", "submittedAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "run_tags_idx" ON "run" USING GIN ("tags");

-- CreateIndex
CREATE INDEX "run_name_idx" ON "run" USING GIN ("name" gin_trgm_ops);
