-- AlterTable
ALTER TABLE "user" ADD COLUMN     "language" TEXT;

-- AlterTable
ALTER TABLE "site_settings" ADD COLUMN     "language" TEXT NOT NULL DEFAULT 'en';

-- AlterTable
ALTER TABLE "course" ADD COLUMN     "language" TEXT;
