-- CreateIndex
CREATE INDEX "RaciActivity_state_dueOn_idx" ON "RaciActivity"("state", "dueOn");
