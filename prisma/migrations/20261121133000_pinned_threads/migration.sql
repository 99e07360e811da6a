-- Few threads are pinned: without an index of their own, finding them reads all.
CREATE INDEX "thread_pinned_idx" ON "thread"("workspace_id", "user_id", "archived", "last_activity_at" DESC, "id" DESC) WHERE "pinned";
