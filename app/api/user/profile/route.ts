import { getProfileOperation, updateProfileOperation } from '@/lib/core/api/models'
import { getProfile } from '@/lib/server/commands/get-profile'
import { updateProfile } from '@/lib/server/commands/update-profile'
import { resource, route } from '@/lib/server/route'

const get = route(getProfileOperation, ({ services, actor }) => getProfile(services, actor))

const patch = route(updateProfileOperation, ({ services, actor, body }) =>
  updateProfile(services, actor, body),
)

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(get, patch)
