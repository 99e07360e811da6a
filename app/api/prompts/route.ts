import { createPromptOperation, listPromptsOperation } from '@/lib/core/api/prompts'
import { createPrompt } from '@/lib/server/commands/create-prompt'
import { listPrompts } from '@/lib/server/commands/list-prompts'
import { resource, route } from '@/lib/server/route'

const get = route(listPromptsOperation, ({ services, actor }) => listPrompts(services, actor))

const post = route(createPromptOperation, async ({ services, actor, body }) =>
  Response.json(await createPrompt(services, actor, body), { status: 201 }),
)

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(get, post)
