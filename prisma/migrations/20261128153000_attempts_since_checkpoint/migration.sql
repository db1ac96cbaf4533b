-- AlterTable
ALTER TABLE "run" ADD COLUMN     "attemptsSinceCheckpoint" INTEGER NOT NULL DEFAULT 0;
