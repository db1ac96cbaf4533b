-- AlterTable
ALTER TABLE "site_settings" ADD COLUMN     "accountGigabytes" INTEGER NOT NULL DEFAULT 200,
ADD COLUMN     "courseGigabytes" INTEGER NOT NULL DEFAULT 100;

-- AlterTable
ALTER TABLE "dataset_import" ADD COLUMN     "bytes" DOUBLE PRECISION NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "weights" ADD COLUMN     "bytes" DOUBLE PRECISION NOT NULL DEFAULT 0;
