-- AlterTable
ALTER TABLE "run" ADD COLUMN     "featuresComputed" INTEGER,
ADD COLUMN     "featuresFound" INTEGER;
