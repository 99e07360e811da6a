-- CreateEnum
CREATE TYPE "vote_value" AS ENUM ('up', 'down');

-- DropIndex
DROP INDEX "message_thread_id_external_id_idx";

-- CreateTable
CREATE TABLE "message_version" (
    "id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "parts" JSONB NOT NULL,
    "content" TEXT NOT NULL,
    "metadata" JSONB NOT NULL,
    "replaced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "message_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "vote" (
    "message_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "value" "vote_value" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "vote_pkey" PRIMARY KEY ("message_id","user_id")
);

-- CreateIndex
CREATE INDEX "message_version_message_id_idx" ON "message_version"("message_id");

-- CreateIndex
CREATE INDEX "vote_user_id_idx" ON "vote"("user_id");

-- CreateIndex
CREATE INDEX "message_external_id_thread_id_idx" ON "message"("external_id", "thread_id");

-- AddForeignKey
ALTER TABLE "message_version" ADD CONSTRAINT "message_version_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "vote" ADD CONSTRAINT "vote_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "vote" ADD CONSTRAINT "vote_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
