import { eventsOperation } from '@/lib/core/api/machines'
import { eventStreamHeaders } from '@/lib/core/turn/sse'
import { resource, route } from '@/lib/server/route'

const get = route(
  eventsOperation,
  async ({ services, actor }) =>
    new Response(services.events.follow(actor), { headers: eventStreamHeaders }),
)

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource(get)
