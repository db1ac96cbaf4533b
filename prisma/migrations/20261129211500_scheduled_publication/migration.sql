-- AlterTable
ALTER TABLE "assignment" ADD COLUMN     "announceAt" TIMESTAMP(3);
