-- AlterTable
ALTER TABLE "assignment" ADD COLUMN     "publicAnswers" INTEGER NOT NULL DEFAULT 20;

-- AlterTable
ALTER TABLE "evaluation" ADD COLUMN     "answerHigh" DOUBLE PRECISION,
ADD COLUMN     "answerLow" DOUBLE PRECISION,
ADD COLUMN     "answered" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "publicImages" INTEGER;

-- AlterTable
ALTER TABLE "standing" ADD COLUMN     "answerHigh" DOUBLE PRECISION,
ADD COLUMN     "answerLow" DOUBLE PRECISION,
ADD COLUMN     "isPaired" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "privateImages" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "publicImages" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "runIds" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "board" (
    "assignmentId" TEXT NOT NULL,
    "changes" INTEGER NOT NULL DEFAULT 0,
    "ranked" INTEGER NOT NULL DEFAULT 0,
    "rankingUntil" TIMESTAMP(3),
    "frozenFor" TIMESTAMP(3),

    CONSTRAINT "board_pkey" PRIMARY KEY ("assignmentId")
);

-- CreateTable
CREATE TABLE "frozen_standing" (
    "assignmentId" TEXT NOT NULL,
    "participantId" TEXT NOT NULL,
    "studentId" TEXT,
    "teamId" TEXT,
    "runId" TEXT NOT NULL,
    "runIds" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "revision" INTEGER NOT NULL,
    "publicScore" DOUBLE PRECISION NOT NULL,
    "privateScore" DOUBLE PRECISION NOT NULL,
    "answerLow" DOUBLE PRECISION,
    "answerHigh" DOUBLE PRECISION,
    "publicImages" INTEGER NOT NULL DEFAULT 0,
    "privateImages" INTEGER NOT NULL DEFAULT 0,
    "place" INTEGER NOT NULL,
    "finalPlace" INTEGER NOT NULL,
    "isPaired" BOOLEAN NOT NULL DEFAULT false,
    "daysLate" INTEGER NOT NULL DEFAULT 0,
    "runsSubmitted" INTEGER NOT NULL DEFAULT 0,
    "submittedAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "frozen_standing_pkey" PRIMARY KEY ("assignmentId","participantId")
);

-- CreateTable
CREATE TABLE "place_history" (
    "assignmentId" TEXT NOT NULL,
    "participantId" TEXT NOT NULL,
    "hour" TIMESTAMP(3) NOT NULL,
    "place" INTEGER NOT NULL,
    "participants" INTEGER NOT NULL,
    "answerLow" DOUBLE PRECISION NOT NULL,
    "answerHigh" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "place_history_pkey" PRIMARY KEY ("assignmentId","participantId","hour")
);

-- AddForeignKey
ALTER TABLE "board" ADD CONSTRAINT "board_assignmentId_fkey" FOREIGN KEY ("assignmentId") REFERENCES "assignment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "frozen_standing" ADD CONSTRAINT "frozen_standing_assignmentId_fkey" FOREIGN KEY ("assignmentId") REFERENCES "assignment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "place_history" ADD CONSTRAINT "place_history_assignmentId_fkey" FOREIGN KEY ("assignmentId") REFERENCES "assignment"("id") ON DELETE CASCADE ON UPDATE CASCADE;
