-- CreateEnum
CREATE TYPE "LecturePart" AS ENUM ('PREPARED', 'SCRATCH', 'GUEST');

-- AlterTable
ALTER TABLE "course" ADD COLUMN     "guestsInLectures" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "lecture" (
    "id" TEXT NOT NULL,
    "assignmentId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "offer" JSONB NOT NULL,
    "mostGuests" INTEGER NOT NULL DEFAULT 100,
    "guestsSoFar" INTEGER NOT NULL DEFAULT 0,
    "accountId" TEXT NOT NULL,
    "opensAt" TIMESTAMP(3),
    "endsAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "lecture_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lecture_guest" (
    "id" TEXT NOT NULL,
    "lectureId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "nickname" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "lecture_guest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lecture_run" (
    "runId" TEXT NOT NULL,
    "lectureId" TEXT NOT NULL,
    "part" "LecturePart" NOT NULL,
    "choice" JSONB NOT NULL,
    "guestId" TEXT,
    "guestNumber" INTEGER,
    "rightAbout" BYTEA,

    CONSTRAINT "lecture_run_pkey" PRIMARY KEY ("runId")
);

-- CreateIndex
CREATE UNIQUE INDEX "lecture_code_key" ON "lecture"("code");

-- CreateIndex
CREATE UNIQUE INDEX "lecture_accountId_key" ON "lecture"("accountId");

-- CreateIndex
CREATE INDEX "lecture_assignmentId_createdAt_id_idx" ON "lecture"("assignmentId", "createdAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "lecture_endsAt_idx" ON "lecture"("endsAt");

-- CreateIndex
CREATE UNIQUE INDEX "lecture_guest_tokenHash_key" ON "lecture_guest"("tokenHash");

-- CreateIndex
CREATE UNIQUE INDEX "lecture_guest_lectureId_number_key" ON "lecture_guest"("lectureId", "number");

-- CreateIndex
CREATE INDEX "lecture_run_lectureId_idx" ON "lecture_run"("lectureId");

-- CreateIndex
CREATE INDEX "lecture_run_guestId_idx" ON "lecture_run"("guestId");

-- AddForeignKey
ALTER TABLE "lecture" ADD CONSTRAINT "lecture_assignmentId_fkey" FOREIGN KEY ("assignmentId") REFERENCES "assignment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lecture" ADD CONSTRAINT "lecture_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lecture_guest" ADD CONSTRAINT "lecture_guest_lectureId_fkey" FOREIGN KEY ("lectureId") REFERENCES "lecture"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lecture_run" ADD CONSTRAINT "lecture_run_lectureId_fkey" FOREIGN KEY ("lectureId") REFERENCES "lecture"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lecture_run" ADD CONSTRAINT "lecture_run_runId_fkey" FOREIGN KEY ("runId") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lecture_run" ADD CONSTRAINT "lecture_run_guestId_fkey" FOREIGN KEY ("guestId") REFERENCES "lecture_guest"("id") ON DELETE SET NULL ON UPDATE CASCADE;
