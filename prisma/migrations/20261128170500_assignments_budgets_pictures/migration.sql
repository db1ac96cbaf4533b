-- AlterTable
ALTER TABLE "assignment" ADD COLUMN     "key" TEXT;

-- AlterTable
ALTER TABLE "run" ADD COLUMN     "claimedAt" TIMESTAMP(3),
ADD COLUMN     "extraRun" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "secondsUsed" DOUBLE PRECISION NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "picture" (
    "courseId" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "picture_pkey" PRIMARY KEY ("courseId","sha256")
);

-- CreateIndex
CREATE UNIQUE INDEX "assignment_courseId_key_key" ON "assignment"("courseId", "key");

-- AddForeignKey
ALTER TABLE "picture" ADD CONSTRAINT "picture_courseId_fkey" FOREIGN KEY ("courseId") REFERENCES "course"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Runs that ended before their seconds were counted.
UPDATE "run" SET "secondsUsed" = extract(epoch FROM "finishedAt" - "startedAt")
WHERE "startedAt" IS NOT NULL AND "finishedAt" > "startedAt";

-- How long runs of a backbone take: the estimate asks for the newest ones (server/runs/estimateRun.ts). Prisma's schema
-- has no indexes of expressions.
CREATE INDEX "run_backbone_finishedAt_idx" ON "run" ((recipe->>'backbone'), "finishedAt" DESC) WHERE status = 'SUCCEEDED';
