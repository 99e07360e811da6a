import { listMembersOperation } from '@/lib/core/api/people'
import { listMembers } from '@/lib/server/commands/list-members'
import { resource, route } from '@/lib/server/route'

const get = route(listMembersOperation, ({ services, actor }) => listMembers(services, actor))

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(get)
