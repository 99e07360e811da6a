'use client'

import { RotateCw } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { explain } from '@/components/api/explain'
import { request } from '@/components/api/request'
import { Button } from '@/components/ui/button'
import { toastStore } from '@/components/ui/toast-store'

/** Has a failed job run again, and looks at how it went. */
export function RetryJob({ id, name }: { id: string; name: string }) {
  const t = useTranslations('jobs.retry')
  const router = useRouter()
  const [isSending, setSending] = useState(false)
  const retry = async () => {
    setSending(true)
    try {
      await request(`/api/admin/jobs/${id}/retry`, { method: 'POST' })
      toastStore.show({ message: t('running', { name }) })
    } catch (error) {
      toastStore.show({ message: explain(error) })
    } finally {
      setSending(false)
      router.refresh()
    }
  }
  return (
    <Button onClick={() => void retry()} disabled={isSending} data-needs-script>
      <RotateCw size={15} aria-hidden />
      {t('again')}
    </Button>
  )
}
