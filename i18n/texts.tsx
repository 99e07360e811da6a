import { getMessages } from 'next-intl/server'
import type { ReactNode } from 'react'

import { AddTexts } from '@/i18n/add-texts'
import type { Messages } from '@/messages/en'

type Room = keyof Messages

/**
 * Sends the texts of some rooms along with a page, for its client components; those that the layouts around it send are
 * there already. `rooms.test.ts` says which are missing and which are too many.
 */
export async function Texts({ rooms, children }: { rooms: readonly Room[]; children: ReactNode }) {
  const messages = await getMessages()
  const chosen: Partial<Messages> = Object.fromEntries(rooms.map((room) => [room, messages[room]]))
  return <AddTexts messages={chosen}>{children}</AddTexts>
}
