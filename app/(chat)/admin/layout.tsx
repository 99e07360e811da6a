import type { ReactNode } from 'react'

import { Texts } from '@/i18n/texts'

export default function AdminLayout({ children }: { children: ReactNode }) {
  return <Texts rooms={['admin', 'jobs']}>{children}</Texts>
}
