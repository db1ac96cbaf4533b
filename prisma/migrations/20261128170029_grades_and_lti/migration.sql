-- AlterTable
ALTER TABLE "course" ADD COLUMN     "dropLowest" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "grade" ADD COLUMN     "handPoints" DOUBLE PRECISION,
ADD COLUMN     "publishedAt" TIMESTAMP(3),
ADD COLUMN     "publishedOutOf" DOUBLE PRECISION,
ADD COLUMN     "publishedPoints" DOUBLE PRECISION;

-- CreateTable
CREATE TABLE "lti_key" (
    "id" TEXT NOT NULL,
    "privateKey" JSONB NOT NULL,
    "publicKey" JSONB NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "lti_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lti_invitation" (
    "tokenHash" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "usedAt" TIMESTAMP(3),

    CONSTRAINT "lti_invitation_pkey" PRIMARY KEY ("tokenHash")
);

-- CreateTable
CREATE TABLE "lti_platform" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "issuer" TEXT NOT NULL,
    "clientId" TEXT NOT NULL,
    "authorizationEndpoint" TEXT NOT NULL,
    "tokenEndpoint" TEXT NOT NULL,
    "jwksUri" TEXT NOT NULL,
    "tokenAudience" TEXT,
    "deploymentIds" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "lti_platform_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lti_login" (
    "stateHash" TEXT NOT NULL,
    "platformId" TEXT NOT NULL,
    "nonce" TEXT NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "launchedAt" TIMESTAMP(3),
    "ticketHash" TEXT,
    "launch" JSONB,
    "userId" TEXT,

    CONSTRAINT "lti_login_pkey" PRIMARY KEY ("stateHash")
);

-- CreateTable
CREATE TABLE "lti_account" (
    "platformId" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "lti_account_pkey" PRIMARY KEY ("platformId","subject")
);

-- CreateTable
CREATE TABLE "lti_context" (
    "id" TEXT NOT NULL,
    "platformId" TEXT NOT NULL,
    "deploymentId" TEXT NOT NULL,
    "contextId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "courseId" TEXT,
    "membershipsUrl" TEXT,
    "lineItemsUrl" TEXT,
    "scopes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "syncedAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "lti_context_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lti_member" (
    "ltiContextId" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "email" TEXT NOT NULL DEFAULT '',
    "role" "CourseRole" NOT NULL,
    "isActive" BOOLEAN NOT NULL DEFAULT true,
    "seenAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "lti_member_pkey" PRIMARY KEY ("ltiContextId","subject")
);

-- CreateTable
CREATE TABLE "lti_line_item" (
    "ltiContextId" TEXT NOT NULL,
    "assignmentId" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "scoreMaximum" DOUBLE PRECISION NOT NULL,
    "label" TEXT NOT NULL,

    CONSTRAINT "lti_line_item_pkey" PRIMARY KEY ("ltiContextId","assignmentId")
);

-- CreateTable
CREATE TABLE "lti_score" (
    "ltiContextId" TEXT NOT NULL,
    "assignmentId" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "points" DOUBLE PRECISION,
    "outOf" DOUBLE PRECISION NOT NULL,
    "scoreAt" TIMESTAMP(3) NOT NULL,
    "sentAt" TIMESTAMP(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "error" TEXT,

    CONSTRAINT "lti_score_pkey" PRIMARY KEY ("ltiContextId","assignmentId","subject")
);

-- CreateIndex
CREATE UNIQUE INDEX "lti_platform_issuer_clientId_key" ON "lti_platform"("issuer", "clientId");

-- CreateIndex
CREATE UNIQUE INDEX "lti_login_ticketHash_key" ON "lti_login"("ticketHash");

-- CreateIndex
CREATE INDEX "lti_login_expiresAt_idx" ON "lti_login"("expiresAt");

-- CreateIndex
CREATE INDEX "lti_account_userId_idx" ON "lti_account"("userId");

-- CreateIndex
CREATE INDEX "lti_context_courseId_idx" ON "lti_context"("courseId");

-- CreateIndex
CREATE UNIQUE INDEX "lti_context_platformId_deploymentId_contextId_key" ON "lti_context"("platformId", "deploymentId", "contextId");

-- CreateIndex
CREATE INDEX "lti_score_nextAttemptAt_idx" ON "lti_score"("nextAttemptAt");

-- AddForeignKey
ALTER TABLE "lti_login" ADD CONSTRAINT "lti_login_platformId_fkey" FOREIGN KEY ("platformId") REFERENCES "lti_platform"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lti_account" ADD CONSTRAINT "lti_account_platformId_fkey" FOREIGN KEY ("platformId") REFERENCES "lti_platform"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lti_account" ADD CONSTRAINT "lti_account_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lti_context" ADD CONSTRAINT "lti_context_platformId_fkey" FOREIGN KEY ("platformId") REFERENCES "lti_platform"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lti_context" ADD CONSTRAINT "lti_context_courseId_fkey" FOREIGN KEY ("courseId") REFERENCES "course"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lti_member" ADD CONSTRAINT "lti_member_ltiContextId_fkey" FOREIGN KEY ("ltiContextId") REFERENCES "lti_context"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lti_line_item" ADD CONSTRAINT "lti_line_item_ltiContextId_fkey" FOREIGN KEY ("ltiContextId") REFERENCES "lti_context"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lti_line_item" ADD CONSTRAINT "lti_line_item_assignmentId_fkey" FOREIGN KEY ("assignmentId") REFERENCES "assignment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lti_score" ADD CONSTRAINT "lti_score_ltiContextId_fkey" FOREIGN KEY ("ltiContextId") REFERENCES "lti_context"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lti_score" ADD CONSTRAINT "lti_score_assignmentId_fkey" FOREIGN KEY ("assignmentId") REFERENCES "assignment"("id") ON DELETE CASCADE ON UPDATE CASCADE;
