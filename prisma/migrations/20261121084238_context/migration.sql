-- CreateEnum
CREATE TYPE "summary_trigger" AS ENUM ('threshold', 'budget', 'person');

-- AlterTable
ALTER TABLE "thread" ADD COLUMN     "summary_failure" JSONB;

-- CreateTable
CREATE TABLE "summary" (
    "id" UUID NOT NULL,
    "thread_id" UUID NOT NULL,
    "predecessor_id" UUID,
    "first_message_id" UUID NOT NULL,
    "last_message_id" UUID NOT NULL,
    "first_depth" INTEGER NOT NULL,
    "last_depth" INTEGER NOT NULL,
    "message_count" INTEGER NOT NULL,
    "total_message_count" INTEGER NOT NULL,
    "content" TEXT NOT NULL,
    "original_content" TEXT,
    "model" TEXT NOT NULL,
    "prompt_version" TEXT NOT NULL,
    "trigger" "summary_trigger" NOT NULL,
    "tokens_before" INTEGER NOT NULL,
    "tokens_after" INTEGER NOT NULL,
    "usage" JSONB,
    "cost" DECIMAL(18,9),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "edited_at" TIMESTAMPTZ(3),

    CONSTRAINT "summary_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "context_ledger" (
    "message_id" UUID NOT NULL,
    "thread_id" UUID NOT NULL,
    "segments" JSONB NOT NULL,
    "omitted" JSONB NOT NULL,
    "conversions" JSONB NOT NULL,
    "budget" JSONB NOT NULL,
    "attempts" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "context_ledger_pkey" PRIMARY KEY ("message_id")
);

-- CreateTable
CREATE TABLE "context_segment" (
    "thread_id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "context_segment_pkey" PRIMARY KEY ("thread_id","hash")
);

-- CreateTable
CREATE TABLE "model_calibration" (
    "model" TEXT NOT NULL,
    "ratio" DOUBLE PRECISION NOT NULL,
    "samples" INTEGER NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "model_calibration_pkey" PRIMARY KEY ("model")
);

-- CreateIndex
CREATE UNIQUE INDEX "summary_last_message_id_key" ON "summary"("last_message_id");

-- CreateIndex
CREATE INDEX "summary_thread_id_idx" ON "summary"("thread_id");

-- CreateIndex
CREATE INDEX "summary_predecessor_id_idx" ON "summary"("predecessor_id");

-- CreateIndex
CREATE INDEX "context_ledger_thread_id_idx" ON "context_ledger"("thread_id");

-- AddForeignKey
ALTER TABLE "summary" ADD CONSTRAINT "summary_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "thread"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "summary" ADD CONSTRAINT "summary_last_message_id_fkey" FOREIGN KEY ("last_message_id") REFERENCES "message"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "summary" ADD CONSTRAINT "summary_predecessor_id_fkey" FOREIGN KEY ("predecessor_id") REFERENCES "summary"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "context_ledger" ADD CONSTRAINT "context_ledger_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "thread"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "context_ledger" ADD CONSTRAINT "context_ledger_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "context_segment" ADD CONSTRAINT "context_segment_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "thread"("id") ON DELETE CASCADE ON UPDATE CASCADE;
