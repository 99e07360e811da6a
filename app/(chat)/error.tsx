'use client'

import { PageError } from '@/components/ui/page-error'

export default function ChatError(props: { error: unknown; retry: () => void }) {
  return <PageError {...props} />
}
