'use client'

import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Suspense, useState } from 'react'

import { useSend } from '@/components/account/use-send'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { lazyPart } from '@/components/ui/lazy-part'
import { Panel } from '@/components/ui/panel'
import { Row, RowList } from '@/components/ui/row-list'
import type { Prompt } from '@/lib/core/prompt/prompt'

const PromptDialog = lazyPart(() => import('@/components/prompts/prompt-dialog'))

/** The texts for `/` in the composer. */
export function PromptsPanel({ prompts }: { prompts: readonly Prompt[] }) {
  const t = useTranslations('prompts')
  const { send } = useSend()
  const [opened, setOpened] = useState<Prompt | 'new' | null>(null)
  const [doomed, setDoomed] = useState<Prompt | null>(null)
  return (
    <Panel
      id="prompts"
      title={t('title')}
      lead={t('lead')}
      action={
        <Button onClick={() => setOpened('new')} data-needs-script>
          <Plus size={16} aria-hidden />
          {t('new')}
        </Button>
      }
    >
      {prompts.length === 0 ? (
        <p className="text-body text-ink-muted">{t('none')}</p>
      ) : (
        <RowList label={t('title')}>
          {prompts.map((prompt) => (
            <Row
              key={prompt.id}
              title={`/${prompt.name}`}
              mark={markOf(prompt)}
              note={<bdi className="line-clamp-2 [overflow-wrap:anywhere]">{prompt.text}</bdi>}
            >
              {prompt.is_own && (
                <>
                  <Button
                    aria-label={t('edit', { name: prompt.name })}
                    onClick={() => setOpened(prompt)}
                    data-needs-script
                  >
                    {t('edit_short')}
                  </Button>
                  <Button
                    aria-label={t('delete', { name: prompt.name })}
                    onClick={() => setDoomed(prompt)}
                    data-needs-script
                  >
                    {t('delete_short')}
                  </Button>
                </>
              )}
            </Row>
          ))}
        </RowList>
      )}
      {opened && (
        <Suspense>
          <PromptDialog prompt={opened === 'new' ? null : opened} onClose={() => setOpened(null)} />
        </Suspense>
      )}
      {doomed && (
        <ConfirmDialog
          title={t('delete_title', { name: doomed.name })}
          action={t('delete_short')}
          onConfirm={() => send(`/api/prompts/${doomed.id}`, { method: 'DELETE' })}
          onClose={() => setDoomed(null)}
        >
          <p>{t('delete_note')}</p>
        </ConfirmDialog>
      )}
    </Panel>
  )

  function markOf({ is_own: isOwn, shared }: Prompt): string | undefined {
    if (!isOwn) return t('of_others')
    return shared ? t('shared') : undefined
  }
}
