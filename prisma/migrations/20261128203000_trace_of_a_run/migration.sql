-- AlterTable
ALTER TABLE "run" ADD COLUMN     "traceParent" TEXT;
