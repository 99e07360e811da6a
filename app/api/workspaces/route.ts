import { createWorkspaceOperation, listWorkspacesOperation } from '@/lib/core/api/people'
import { createWorkspace } from '@/lib/server/commands/create-workspace'
import { listWorkspaces } from '@/lib/server/commands/list-workspaces'
import { resource, route } from '@/lib/server/route'

const get = route(listWorkspacesOperation, ({ services, actor }) => listWorkspaces(services, actor))

const post = route(createWorkspaceOperation, async ({ services, actor, body, headers }) =>
  Response.json(await createWorkspace(services, actor, body, headers), { status: 201 }),
)

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(get, post)
