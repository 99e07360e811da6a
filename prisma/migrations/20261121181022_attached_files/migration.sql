-- CreateTable
CREATE TABLE "file" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "width" INTEGER,
    "height" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message_file" (
    "message_id" UUID NOT NULL,
    "file_id" UUID NOT NULL,

    CONSTRAINT "message_file_pkey" PRIMARY KEY ("message_id","file_id")
);

-- CreateIndex
CREATE INDEX "file_workspace_id_idx" ON "file"("workspace_id");

-- CreateIndex
CREATE INDEX "file_user_id_idx" ON "file"("user_id");

-- CreateIndex
CREATE INDEX "file_created_at_idx" ON "file"("created_at");

-- CreateIndex
CREATE INDEX "message_file_file_id_idx" ON "message_file"("file_id");

-- AddForeignKey
ALTER TABLE "file" ADD CONSTRAINT "file_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "file" ADD CONSTRAINT "file_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_file" ADD CONSTRAINT "message_file_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_file" ADD CONSTRAINT "message_file_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "file"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Which files a message carries follows from its parts, whoever writes them. Somebody else's file is not made one's own by
-- naming it. What an earlier version of a message carried is kept for as long as the message is.
CREATE FUNCTION "link_message_files"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.deleted_at IS NOT NULL THEN
    DELETE FROM message_file WHERE message_id = NEW.id;
  ELSE
    INSERT INTO message_file (message_id, file_id)
    SELECT NEW.id, f.id
    FROM (
      SELECT DISTINCT substring(part->>'url' FROM '^/api/files/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$')::uuid AS id
      FROM jsonb_array_elements(NEW.parts) AS part WHERE part->>'type' = 'file'
    ) AS named
      JOIN file f ON f.id = named.id
      JOIN thread t ON t.id = NEW.thread_id AND t.user_id = f.user_id AND t.workspace_id = f.workspace_id
    ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER "message_files_of_new" AFTER INSERT ON "message" FOR EACH ROW
WHEN (NEW.role = 'user' AND jsonb_typeof(NEW.parts) = 'array' AND NEW.parts @> '[{"type":"file"}]')
EXECUTE FUNCTION "link_message_files"();

CREATE TRIGGER "message_files_of_changed" AFTER UPDATE OF "parts" ON "message" FOR EACH ROW
WHEN (NEW.role = 'user' AND (NEW.deleted_at IS NOT NULL OR NEW.parts @> '[{"type":"file"}]'))
EXECUTE FUNCTION "link_message_files"();
