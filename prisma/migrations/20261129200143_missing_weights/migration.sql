-- AlterTable
ALTER TABLE "worker" ADD COLUMN     "missingWeights" JSONB NOT NULL DEFAULT '[]';
