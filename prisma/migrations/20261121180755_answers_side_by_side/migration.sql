-- DropIndex
DROP INDEX "turn_thread_id_request_key_key";

-- AlterTable
ALTER TABLE "turn" ADD COLUMN     "lane" INTEGER NOT NULL DEFAULT 0;

-- CreateIndex
CREATE UNIQUE INDEX "turn_thread_id_request_key_lane_key" ON "turn"("thread_id", "request_key", "lane");

-- Turns of one request run side by side, each in its lane; what comes next waits for the lane that every request has.
DROP INDEX "turn_one_running_idx";
CREATE UNIQUE INDEX "turn_one_running_idx" ON "turn"("thread_id", "lane") WHERE "status" = 'running';

-- The other versions of a thread's first message have no parent to be found by.
CREATE INDEX "message_root_idx" ON "message"("thread_id") WHERE "parent_id" IS NULL;
