-- AlterTable
ALTER TABLE "course" ADD COLUMN     "archivedAt" TIMESTAMP(3),
ADD COLUMN     "timeZone" TEXT NOT NULL DEFAULT 'UTC';

-- AlterTable
ALTER TABLE "enrollment" ADD COLUMN     "pseudonym" TEXT,
ADD COLUMN     "removedAt" TIMESTAMP(3),
ADD COLUMN     "sectionId" TEXT,
ADD COLUMN     "studentNumber" TEXT;

-- AlterTable
ALTER TABLE "assignment" ADD COLUMN     "boardMode" TEXT NOT NULL DEFAULT 'FULL',
ADD COLUMN     "budgetSeconds" INTEGER,
ADD COLUMN     "countingRule" TEXT NOT NULL DEFAULT 'BEST_PUBLIC',
ADD COLUMN     "dueAt" TIMESTAMP(3),
ADD COLUMN     "edition" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "finalAt" TIMESTAMP(3),
ADD COLUMN     "freezeAt" TIMESTAMP(3),
ADD COLUMN     "gradeWeight" DOUBLE PRECISION NOT NULL DEFAULT 1,
ADD COLUMN     "gradesPublishedAt" TIMESTAMP(3),
ADD COLUMN     "gradingRule" JSONB,
ADD COLUMN     "latePenalty" DOUBLE PRECISION NOT NULL DEFAULT 0,
ADD COLUMN     "publishedAt" TIMESTAMP(3) DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "referenceRunId" TEXT,
ADD COLUMN     "revision" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "runsAtOnce" INTEGER,
ADD COLUMN     "seedsCounted" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "teamSize" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "teamsUntil" TIMESTAMP(3),
ADD COLUMN     "totalQuota" INTEGER;

-- AlterTable
ALTER TABLE "run" ADD COLUMN     "chosenAt" TIMESTAMP(3),
ADD COLUMN     "daysLate" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "feedback" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "feedbackAt" TIMESTAMP(3),
ADD COLUMN     "name" TEXT,
ADD COLUMN     "note" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "rerunOf" TEXT,
ADD COLUMN     "revision" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "teamId" TEXT,
ADD COLUMN     "twinOf" TEXT;

-- AlterTable
ALTER TABLE "evaluation" ADD COLUMN     "correctness" TEXT;

-- CreateTable
CREATE TABLE "section" (
    "id" TEXT NOT NULL,
    "courseId" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "section_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assignment_revision" (
    "assignmentId" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "datasetVersionId" TEXT NOT NULL,
    "metric" TEXT NOT NULL,
    "publicShare" DOUBLE PRECISION NOT NULL,
    "scoreStep" DOUBLE PRECISION NOT NULL,
    "seed" INTEGER NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "endedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "assignment_revision_pkey" PRIMARY KEY ("assignmentId","revision")
);

-- CreateTable
CREATE TABLE "extension" (
    "id" TEXT NOT NULL,
    "assignmentId" TEXT NOT NULL,
    "studentId" TEXT,
    "sectionId" TEXT,
    "extraSeconds" INTEGER NOT NULL DEFAULT 0,
    "extraRuns" INTEGER NOT NULL DEFAULT 0,
    "extraBudgetSeconds" INTEGER NOT NULL DEFAULT 0,
    "reason" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "extension_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "team" (
    "id" TEXT NOT NULL,
    "assignmentId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "joinCode" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "team_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "team_member" (
    "assignmentId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,

    CONSTRAINT "team_member_pkey" PRIMARY KEY ("assignmentId","userId")
);

-- CreateTable
CREATE TABLE "standing" (
    "assignmentId" TEXT NOT NULL,
    "participantId" TEXT NOT NULL,
    "studentId" TEXT,
    "teamId" TEXT,
    "runId" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "publicScore" DOUBLE PRECISION NOT NULL,
    "privateScore" DOUBLE PRECISION NOT NULL,
    "place" INTEGER NOT NULL,
    "finalPlace" INTEGER NOT NULL,
    "daysLate" INTEGER NOT NULL DEFAULT 0,
    "runsSubmitted" INTEGER NOT NULL DEFAULT 0,
    "submittedAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "standing_pkey" PRIMARY KEY ("assignmentId","participantId")
);

-- CreateTable
CREATE TABLE "grade" (
    "assignmentId" TEXT NOT NULL,
    "studentId" TEXT NOT NULL,
    "points" DOUBLE PRECISION,
    "override" DOUBLE PRECISION,
    "overrideReason" TEXT NOT NULL DEFAULT '',
    "feedback" TEXT NOT NULL DEFAULT '',
    "runId" TEXT,
    "updatedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "grade_pkey" PRIMARY KEY ("assignmentId","studentId")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" TEXT NOT NULL,
    "courseId" TEXT,
    "actorId" TEXT,
    "action" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "changes" JSONB NOT NULL DEFAULT '{}',
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notice" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "data" JSONB NOT NULL DEFAULT '{}',
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "readAt" TIMESTAMP(3),

    CONSTRAINT "notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail" (
    "id" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sentAt" TIMESTAMP(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,

    CONSTRAINT "mail_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "section_courseId_name_key" ON "section"("courseId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "extension_assignmentId_studentId_key" ON "extension"("assignmentId", "studentId");

-- CreateIndex
CREATE UNIQUE INDEX "extension_assignmentId_sectionId_key" ON "extension"("assignmentId", "sectionId");

-- CreateIndex
CREATE UNIQUE INDEX "team_joinCode_key" ON "team"("joinCode");

-- CreateIndex
CREATE UNIQUE INDEX "team_assignmentId_name_key" ON "team"("assignmentId", "name");

-- CreateIndex
CREATE INDEX "team_member_teamId_idx" ON "team_member"("teamId");

-- CreateIndex
CREATE INDEX "standing_assignmentId_place_submittedAt_idx" ON "standing"("assignmentId", "place", "submittedAt");

-- CreateIndex
CREATE INDEX "standing_runId_idx" ON "standing"("runId");

-- CreateIndex
CREATE INDEX "grade_studentId_idx" ON "grade"("studentId");

-- CreateIndex
CREATE INDEX "audit_entry_courseId_createdAt_id_idx" ON "audit_entry"("courseId", "createdAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "audit_entry_createdAt_id_idx" ON "audit_entry"("createdAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "notice_userId_createdAt_id_idx" ON "notice"("userId", "createdAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "mail_sentAt_createdAt_idx" ON "mail"("sentAt", "createdAt");

-- CreateIndex
CREATE INDEX "enrollment_sectionId_idx" ON "enrollment"("sectionId");

-- CreateIndex
CREATE UNIQUE INDEX "enrollment_courseId_pseudonym_key" ON "enrollment"("courseId", "pseudonym");

-- CreateIndex
CREATE UNIQUE INDEX "assignment_referenceRunId_key" ON "assignment"("referenceRunId");

-- CreateIndex
CREATE INDEX "run_assignmentId_submittedAt_id_idx" ON "run"("assignmentId", "submittedAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "run_assignmentId_status_submittedAt_id_idx" ON "run"("assignmentId", "status", "submittedAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "run_studentId_submittedAt_id_idx" ON "run"("studentId", "submittedAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "run_teamId_idx" ON "run"("teamId");

-- CreateIndex
CREATE INDEX "run_twinOf_idx" ON "run"("twinOf");

-- AddForeignKey
ALTER TABLE "enrollment" ADD CONSTRAINT "enrollment_sectionId_fkey" FOREIGN KEY ("sectionId") REFERENCES "section"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "section" ADD CONSTRAINT "section_courseId_fkey" FOREIGN KEY ("courseId") REFERENCES "course"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_referenceRunId_fkey" FOREIGN KEY ("referenceRunId") REFERENCES "run"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment_revision" ADD CONSTRAINT "assignment_revision_assignmentId_fkey" FOREIGN KEY ("assignmentId") REFERENCES "assignment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "extension" ADD CONSTRAINT "extension_assignmentId_fkey" FOREIGN KEY ("assignmentId") REFERENCES "assignment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "extension" ADD CONSTRAINT "extension_sectionId_fkey" FOREIGN KEY ("sectionId") REFERENCES "section"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team" ADD CONSTRAINT "team_assignmentId_fkey" FOREIGN KEY ("assignmentId") REFERENCES "assignment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_member" ADD CONSTRAINT "team_member_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_member" ADD CONSTRAINT "team_member_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "team"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "standing" ADD CONSTRAINT "standing_assignmentId_fkey" FOREIGN KEY ("assignmentId") REFERENCES "assignment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "standing" ADD CONSTRAINT "standing_runId_fkey" FOREIGN KEY ("runId") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "grade" ADD CONSTRAINT "grade_assignmentId_fkey" FOREIGN KEY ("assignmentId") REFERENCES "assignment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
