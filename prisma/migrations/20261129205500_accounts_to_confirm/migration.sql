-- AlterTable
ALTER TABLE "user" ADD COLUMN     "mustConfirm" BOOLEAN NOT NULL DEFAULT false;

