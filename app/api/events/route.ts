import { eventsOperation } from '@/lib/core/api/machines'
import { eventStreamHeaders } from '@/lib/core/turn/sse'
import { route } from '@/lib/server/route'

export const GET = route(
  eventsOperation,
  async ({ services, actor }) =>
    new Response(services.events.follow(actor), { headers: eventStreamHeaders }),
)
