'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'

import { explain } from '@/components/api/explain'
import { request, type RequestOptions } from '@/components/api/request'

/** Asks the API for a change and shows the page anew. `send` tells why it did not work, or null. */
export function useSend() {
  const router = useRouter()
  const [isSending, setSending] = useState(false)
  const send = async (path: string, options: RequestOptions): Promise<string | null> => {
    setSending(true)
    try {
      await request(path, options)
      router.refresh()
      return null
    } catch (error) {
      return explain(error)
    } finally {
      setSending(false)
    }
  }
  return { isSending, send }
}
