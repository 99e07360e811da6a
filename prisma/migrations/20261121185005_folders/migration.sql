-- AlterTable
ALTER TABLE "thread" ADD COLUMN     "folder_id" UUID;

-- CreateTable
CREATE TABLE "folder" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "folder_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "folder_user_id_workspace_id_idx" ON "folder"("user_id", "workspace_id");

-- CreateIndex
CREATE INDEX "folder_workspace_id_idx" ON "folder"("workspace_id");

-- CreateIndex
CREATE INDEX "thread_folder_id_last_activity_at_id_idx" ON "thread"("folder_id", "last_activity_at" DESC, "id" DESC);

-- AddForeignKey
ALTER TABLE "thread" ADD CONSTRAINT "thread_folder_id_fkey" FOREIGN KEY ("folder_id") REFERENCES "folder"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "folder" ADD CONSTRAINT "folder_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "folder" ADD CONSTRAINT "folder_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
