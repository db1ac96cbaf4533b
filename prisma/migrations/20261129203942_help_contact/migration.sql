-- AlterTable
ALTER TABLE "site_settings" ADD COLUMN     "helpContact" TEXT NOT NULL DEFAULT '';
