-- CreateTable
CREATE TABLE "prediction" (
    "id" TEXT NOT NULL,
    "runId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "picture" BYTEA,
    "probabilities" JSONB,
    "heat" JSONB,
    "failure" TEXT,
    "requestedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMP(3),

    CONSTRAINT "prediction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "network_measurement" (
    "id" TEXT NOT NULL,
    "environment" JSONB,
    "failure" TEXT,
    "requestedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMP(3),

    CONSTRAINT "network_measurement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "network_time" (
    "measurementId" TEXT NOT NULL,
    "backbone" TEXT NOT NULL,
    "ms" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "network_time_pkey" PRIMARY KEY ("measurementId","backbone")
);

-- CreateIndex
CREATE INDEX "prediction_userId_requestedAt_idx" ON "prediction"("userId", "requestedAt");

-- CreateIndex
CREATE INDEX "prediction_requestedAt_idx" ON "prediction"("requestedAt");

-- CreateIndex
CREATE INDEX "network_measurement_requestedAt_idx" ON "network_measurement"("requestedAt");

-- AddForeignKey
ALTER TABLE "prediction" ADD CONSTRAINT "prediction_runId_fkey" FOREIGN KEY ("runId") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "prediction" ADD CONSTRAINT "prediction_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "network_time" ADD CONSTRAINT "network_time_measurementId_fkey" FOREIGN KEY ("measurementId") REFERENCES "network_measurement"("id") ON DELETE CASCADE ON UPDATE CASCADE;
