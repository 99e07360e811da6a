-- CreateEnum
CREATE TYPE "role" AS ENUM ('owner', 'admin', 'member');

-- CreateEnum
CREATE TYPE "visibility" AS ENUM ('private', 'workspace', 'public');

-- CreateEnum
CREATE TYPE "title_source" AS ENUM ('default', 'generated', 'person');

-- CreateEnum
CREATE TYPE "message_role" AS ENUM ('user', 'assistant', 'system');

-- CreateEnum
CREATE TYPE "message_status" AS ENUM ('pending', 'streaming', 'completed', 'stopped', 'failed', 'interrupted');

-- CreateEnum
CREATE TYPE "turn_status" AS ENUM ('queued', 'running', 'completed', 'stopped', 'failed', 'interrupted');

-- CreateTable
CREATE TABLE "workspace" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "workspace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user" (
    "id" UUID NOT NULL,
    "email" TEXT,
    "name" TEXT NOT NULL,
    "preferred_model" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "workspace_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" "role" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("workspace_id","user_id")
);

-- CreateTable
CREATE TABLE "thread" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "external_id" TEXT,
    "title" TEXT NOT NULL,
    "title_source" "title_source" NOT NULL DEFAULT 'default',
    "system_prompt" TEXT,
    "model" TEXT NOT NULL,
    "agent_id" UUID,
    "visibility" "visibility" NOT NULL DEFAULT 'private',
    "pinned" BOOLEAN NOT NULL DEFAULT false,
    "archived" BOOLEAN NOT NULL DEFAULT false,
    "last_sequence" INTEGER NOT NULL DEFAULT 0,
    "active_leaf_id" UUID,
    "active_depth" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_activity_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "thread_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message" (
    "id" UUID NOT NULL,
    "thread_id" UUID NOT NULL,
    "sequence_number" INTEGER NOT NULL,
    "parent_id" UUID,
    "depth" INTEGER NOT NULL,
    "role" "message_role" NOT NULL,
    "parts" JSONB NOT NULL,
    "content" TEXT NOT NULL,
    "model" TEXT,
    "agent_id" UUID,
    "status" "message_status" NOT NULL,
    "error" JSONB,
    "external_id" TEXT,
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "usage" JSONB,
    "turn_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "turn" (
    "id" UUID NOT NULL,
    "thread_id" UUID NOT NULL,
    "user_message_id" UUID NOT NULL,
    "request_key" TEXT NOT NULL,
    "position" BIGSERIAL NOT NULL,
    "status" "turn_status" NOT NULL DEFAULT 'queued',
    "model" TEXT NOT NULL,
    "owner" TEXT,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "heartbeat_at" TIMESTAMPTZ(3),
    "stop_requested" BOOLEAN NOT NULL DEFAULT false,
    "usage" JSONB,
    "cost" DECIMAL(18,9),
    "error_code" TEXT,
    "error_message" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "first_token_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "turn_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "model_catalogue" (
    "provider" TEXT NOT NULL,
    "models" JSONB NOT NULL,
    "fetched_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "model_catalogue_pkey" PRIMARY KEY ("provider")
);

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE INDEX "membership_user_id_idx" ON "membership"("user_id");

-- CreateIndex
CREATE INDEX "thread_listing_idx" ON "thread"("workspace_id", "user_id", "archived", "last_activity_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "thread_user_id_idx" ON "thread"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "thread_workspace_id_external_id_key" ON "thread"("workspace_id", "external_id");

-- CreateIndex
CREATE INDEX "message_thread_id_external_id_idx" ON "message"("thread_id", "external_id");

-- CreateIndex
CREATE INDEX "message_parent_id_idx" ON "message"("parent_id");

-- CreateIndex
CREATE INDEX "message_turn_id_idx" ON "message"("turn_id");

-- CreateIndex
CREATE UNIQUE INDEX "message_thread_id_sequence_number_key" ON "message"("thread_id", "sequence_number");

-- CreateIndex
CREATE INDEX "turn_user_message_id_idx" ON "turn"("user_message_id");

-- CreateIndex
CREATE UNIQUE INDEX "turn_thread_id_request_key_key" ON "turn"("thread_id", "request_key");

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thread" ADD CONSTRAINT "thread_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thread" ADD CONSTRAINT "thread_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "thread"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_turn_id_fkey" FOREIGN KEY ("turn_id") REFERENCES "turn"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "turn" ADD CONSTRAINT "turn_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "thread"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma's schema language cannot say: one running turn per thread, and the queue in its order.
CREATE UNIQUE INDEX "turn_one_running_idx" ON "turn"("thread_id") WHERE "status" = 'running';
CREATE INDEX "turn_queue_idx" ON "turn"("position") WHERE "status" = 'queued';
CREATE INDEX "turn_thread_queue_idx" ON "turn"("thread_id", "position") WHERE "status" = 'queued';
