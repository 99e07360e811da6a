-- Only of messages that are over: an answer's text is written again and again while it streams. Each character of a script
-- without spaces is a word of its own, so that a phrase finds any run of them.
ALTER TABLE "message" ADD COLUMN "words" tsvector GENERATED ALWAYS AS (
  CASE WHEN "status" IN ('pending', 'streaming') THEN NULL
  ELSE to_tsvector('simple', regexp_replace(left("content", 200000), '([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af])', ' \1 ', 'g')) END
) STORED;

-- CreateIndex
CREATE INDEX "message_words_idx" ON "message" USING GIN ("words");

-- The planner knows neither how rare the words are nor what comparing them costs, for they lie apart from the rows: by
-- itself it reads all messages.
CREATE FUNCTION "messages_with"("query" tsquery, "top" uuid) RETURNS TABLE ("id" uuid, "thread_id" uuid)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000 SET enable_seqscan = off SET enable_indexscan = off
AS $$ SELECT m.id, m.thread_id FROM message m WHERE m.words @@ query AND (m.id <= top) IS TRUE $$;
