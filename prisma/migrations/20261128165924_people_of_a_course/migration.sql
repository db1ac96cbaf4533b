-- AlterTable
ALTER TABLE "course" ADD COLUMN     "joinClosedAt" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "enrollment" ADD COLUMN     "lastSeenAt" TIMESTAMP(3),
ADD COLUMN     "registeredName" TEXT,
ADD COLUMN     "removedBy" TEXT;

-- CreateTable
CREATE TABLE "pending_member" (
    "courseId" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "studentNumber" TEXT,
    "sectionId" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "pending_member_pkey" PRIMARY KEY ("courseId","email")
);

-- CreateTable
CREATE TABLE "invitation" (
    "id" TEXT NOT NULL,
    "courseId" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "role" "CourseRole" NOT NULL,
    "sectionId" TEXT,
    "note" TEXT NOT NULL DEFAULT '',
    "createdBy" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "revokedAt" TIMESTAMP(3),
    "uses" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "pending_member_email_idx" ON "pending_member"("email");

-- CreateIndex
CREATE INDEX "pending_member_sectionId_idx" ON "pending_member"("sectionId");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_token_key" ON "invitation"("token");

-- CreateIndex
CREATE INDEX "invitation_courseId_createdAt_idx" ON "invitation"("courseId", "createdAt");

-- CreateIndex
CREATE INDEX "invitation_sectionId_idx" ON "invitation"("sectionId");

-- AddForeignKey
ALTER TABLE "pending_member" ADD CONSTRAINT "pending_member_courseId_fkey" FOREIGN KEY ("courseId") REFERENCES "course"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pending_member" ADD CONSTRAINT "pending_member_sectionId_fkey" FOREIGN KEY ("sectionId") REFERENCES "section"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_courseId_fkey" FOREIGN KEY ("courseId") REFERENCES "course"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_sectionId_fkey" FOREIGN KEY ("sectionId") REFERENCES "section"("id") ON DELETE CASCADE ON UPDATE CASCADE;
