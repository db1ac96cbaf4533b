-- AlterTable
ALTER TABLE "grade" ADD COLUMN     "excuseReason" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "excused" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "publishedExcused" BOOLEAN NOT NULL DEFAULT false;

-- Searches are for composed characters, and accounts of earlier versions may have others.
UPDATE "user" SET name = normalize(name, NFC) WHERE name IS NOT NFC NORMALIZED;
UPDATE "assignment" SET title = normalize(title, NFC) WHERE title IS NOT NFC NORMALIZED;
UPDATE "course" SET title = normalize(title, NFC) WHERE title IS NOT NFC NORMALIZED;
