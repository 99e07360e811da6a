import { deletePromptOperation, updatePromptOperation } from '@/lib/core/api/prompts'
import { deletePrompt } from '@/lib/server/commands/delete-prompt'
import { updatePrompt } from '@/lib/server/commands/update-prompt'
import { resource, route } from '@/lib/server/route'

const patch = route(updatePromptOperation, ({ services, actor, params, body }) =>
  updatePrompt(services, actor, { id: params.id, body }),
)

const remove = route(deletePromptOperation, async ({ services, actor, params }) => {
  await deletePrompt(services, actor, params.id)
  return new Response(null, { status: 204 })
})

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(patch, remove)
