-- CreateTable
CREATE TABLE "analysis" (
    "runId" TEXT NOT NULL,
    "address" TEXT,
    "failure" TEXT,
    "requestedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMP(3),

    CONSTRAINT "analysis_pkey" PRIMARY KEY ("runId")
);

-- CreateTable
CREATE TABLE "heatmap" (
    "id" TEXT NOT NULL,
    "runId" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "classIndex" INTEGER NOT NULL,
    "heat" JSONB,
    "failure" TEXT,
    "requestedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMP(3),

    CONSTRAINT "heatmap_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "heatmap_runId_sha256_classIndex_key" ON "heatmap"("runId", "sha256", "classIndex");

-- AddForeignKey
ALTER TABLE "analysis" ADD CONSTRAINT "analysis_runId_fkey" FOREIGN KEY ("runId") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "heatmap" ADD CONSTRAINT "heatmap_runId_fkey" FOREIGN KEY ("runId") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;
