-- CreateTable
CREATE TABLE "failed_sign_ins" (
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "forgottenAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "failed_sign_ins_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "failed_sign_ins_forgottenAt_idx" ON "failed_sign_ins"("forgottenAt");
