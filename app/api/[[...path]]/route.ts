import { SkeinError } from '@/lib/core/errors'
import { unknownOperation } from '@/lib/core/api/operation'
import { route } from '@/lib/server/route'

const unknownAddress = route(unknownOperation, async () => {
  throw new SkeinError('not_found', 'There is nothing at this address of the API.')
})

export {
  unknownAddress as DELETE,
  unknownAddress as GET,
  unknownAddress as PATCH,
  unknownAddress as POST,
  unknownAddress as PUT,
}
