import type { Database } from '@/lib/server/services'
import type { ThreadBatch } from '@/lib/server/transfer/thread-batch'

export type Owner = { workspaceId: string; userId: string }

const list = (rows: readonly string[]) => `[${rows.join(',')}]`

/** Inserts rows of one thread by one statement: all of them, or none and an error. */
export async function storeBatch(
  prisma: Pick<Database['prisma'], '$executeRaw'>,
  {
    owner,
    voterId,
    threadId,
    batch,
  }: { owner: Owner; voterId: string; threadId: string; batch: ThreadBatch },
): Promise<void> {
  await prisma.$executeRaw`
    WITH new_thread AS (
      INSERT INTO thread (id, workspace_id, user_id, external_id, title, title_source, system_prompt, model, agent_id,
        visibility, pinned, archived, last_sequence, active_leaf_id, active_depth, summary_failure, created_at, updated_at,
        last_activity_at)
      SELECT id, ${owner.workspaceId}::uuid, ${owner.userId}::uuid, external_id, title, title_source, system_prompt, model, agent_id,
        visibility, pinned, archived, last_sequence, active_leaf_id, active_position, summary_failure, created_at,
        updated_at, last_activity_at
      FROM jsonb_to_recordset(${list(batch.threads)}::jsonb) AS r(id uuid, external_id text, title text,
        title_source title_source, system_prompt text, model text, agent_id uuid, visibility visibility, pinned boolean,
        archived boolean, last_sequence int, active_leaf_id uuid, active_position int, summary_failure jsonb,
        created_at timestamptz, updated_at timestamptz, last_activity_at timestamptz)
    ), new_message AS (
      INSERT INTO message (id, thread_id, sequence_number, parent_id, depth, role, parts, content, model, agent_id, status,
        error, external_id, metadata, usage, created_at, updated_at, deleted_at)
      SELECT id, ${threadId}::uuid, sequence_number, parent_id, "position", role, parts, content, model, agent_id, status,
        error, external_id, metadata, usage, created_at, updated_at, deleted_at
      FROM jsonb_to_recordset(${list(batch.messages)}::jsonb) AS r(id uuid, sequence_number int, parent_id uuid,
        "position" int, role message_role, parts jsonb, content text, model text, agent_id uuid, status message_status,
        error jsonb, external_id text, metadata jsonb, usage jsonb, created_at timestamptz, updated_at timestamptz,
        deleted_at timestamptz)
    ), new_version AS (
      INSERT INTO message_version (id, message_id, parts, content, metadata, replaced_at)
      SELECT id, message_id, parts, content, metadata, replaced_at
      FROM jsonb_to_recordset(${list(batch.versions)}::jsonb) AS r(id uuid, message_id uuid, parts jsonb, content text,
        metadata jsonb, replaced_at timestamptz)
    ), new_vote AS (
      INSERT INTO vote (message_id, user_id, value, created_at)
      SELECT message_id, ${voterId}::uuid, value, created_at
      FROM jsonb_to_recordset(${list(batch.votes)}::jsonb) AS r(message_id uuid, value vote_value, created_at timestamptz)
    )
    INSERT INTO summary (id, thread_id, predecessor_id, first_message_id, last_message_id, first_depth, last_depth,
      message_count, total_message_count, content, original_content, model, prompt_version, trigger, tokens_before,
      tokens_after, usage, cost, created_at, edited_at)
    SELECT id, ${threadId}::uuid, predecessor_id, first_message_id, last_message_id, first_position, last_position,
      message_count, total_message_count, content, original_content, model, prompt_version, trigger, tokens_before,
      tokens_after, usage, cost, created_at, edited_at
    FROM jsonb_to_recordset(${list(batch.summaries)}::jsonb) AS r(id uuid, predecessor_id uuid, first_message_id uuid,
      last_message_id uuid, first_position int, last_position int, message_count int, total_message_count int, content text,
      original_content text, model text, prompt_version text, trigger summary_trigger, tokens_before int, tokens_after int,
      usage jsonb, cost decimal, created_at timestamptz, edited_at timestamptz)`
}
