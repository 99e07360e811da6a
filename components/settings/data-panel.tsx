'use client'

import { ArrowDownUp, ChartNoAxesColumn, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'

import { explain } from '@/components/api/explain'
import { deleteAllThreads } from '@/components/settings/delete-all-threads'
import { threadList } from '@/components/threads/thread-list-store'
import { Button, buttonClass } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Link } from '@/components/ui/link'
import { Panel } from '@/components/ui/panel'
import { toastStore } from '@/components/ui/toast-store'

/** What one has here, and the ways to take it along, to bring some, and to delete it. */
export function DataPanel() {
  const t = useTranslations('settings.data')
  const [isAsking, setAsking] = useState(false)
  const [deleted, setDeleted] = useState(0)
  const running = useRef<AbortController>(null)

  const deleteAll = async (): Promise<string | null> => {
    running.current = new AbortController()
    try {
      const count = await deleteAllThreads(setDeleted, running.current.signal)
      toastStore.show({ message: t('deleted', { count }) })
      return null
    } catch (error) {
      return explain(error)
    } finally {
      setDeleted(0)
      await threadList.refresh()
    }
  }

  return (
    <Panel id="data" title={t('title')} lead={t('lead')}>
      <div className="flex flex-wrap gap-2">
        <Link href="/data" className={buttonClass()}>
          <ArrowDownUp size={16} aria-hidden />
          {t('transfer')}
        </Link>
        <Link href="/usage" className={buttonClass()}>
          <ChartNoAxesColumn size={16} aria-hidden />
          {t('usage')}
        </Link>
        <Button onClick={() => setAsking(true)} className="text-danger!" data-needs-script>
          <Trash2 size={16} aria-hidden />
          {t('delete_all')}
        </Button>
      </div>
      {isAsking && (
        <ConfirmDialog
          title={t('sure')}
          action={t('delete_all_now')}
          onConfirm={deleteAll}
          onClose={() => {
            running.current?.abort()
            setAsking(false)
          }}
        >
          <p>{t('consequence')}</p>
          <p role="status">{deleted > 0 && t('progress', { count: deleted })}</p>
        </ConfirmDialog>
      )}
    </Panel>
  )
}
