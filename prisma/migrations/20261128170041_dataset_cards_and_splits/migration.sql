-- AlterTable
ALTER TABLE "dataset" ADD COLUMN     "description" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "license" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "sourceUrl" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "dataset_version" ADD COLUMN     "bytes" DOUBLE PRECISION,
ADD COLUMN     "classCounts" JSONB,
ADD COLUMN     "drawnSplit" JSONB;

-- AlterTable
ALTER TABLE "dataset_import" ADD COLUMN     "license" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "review" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "serverFolder" TEXT,
ADD COLUMN     "split" JSONB,
ADD COLUMN     "thumbnails" TEXT;

-- CreateTable
CREATE TABLE "deleted_version" (
    "id" TEXT NOT NULL,
    "manifest" TEXT NOT NULL,
    "sealedManifest" TEXT NOT NULL,
    "deletedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "deleted_version_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "dataset_version_manifest_idx" ON "dataset_version"("manifest");

-- Whatever deletes a version, its course too, leaves word of its objects.
-- (\x3b is a semicolon: the schema engine takes a script apart at them, also within a function.)
CREATE FUNCTION "remember_deleted_version"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  INSERT INTO "deleted_version" ("id", "manifest", "sealedManifest")
  VALUES (gen_random_uuid()::text, OLD."manifest", OLD."sealedManifest")\x3b
  RETURN OLD\x3b
END
';

CREATE TRIGGER "dataset_version_deleted" AFTER DELETE ON "dataset_version"
  FOR EACH ROW EXECUTE FUNCTION "remember_deleted_version"();
