-- AlterTable
ALTER TABLE "evaluation" ADD COLUMN     "rocAuc" DOUBLE PRECISION,
ADD COLUMN     "topK" JSONB NOT NULL DEFAULT '[]';
