import { getProfileOperation, updateProfileOperation } from '@/lib/core/api/models'
import { getProfile } from '@/lib/server/commands/get-profile'
import { updateProfile } from '@/lib/server/commands/update-profile'
import { route } from '@/lib/server/route'

export const GET = route(getProfileOperation, ({ services, actor }) => getProfile(services, actor))

export const PATCH = route(updateProfileOperation, ({ services, actor, body }) =>
  updateProfile(services, actor, body),
)
