-- CreateIndex
CREATE INDEX "run_workerId_submittedAt_id_idx" ON "run"("workerId", "submittedAt" DESC, "id" DESC);
