'use client'

import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, type FormEvent } from 'react'

import { switchWorkspace } from '@/components/account/switch-workspace'
import { useSend } from '@/components/account/use-send'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { FormNote } from '@/components/ui/form-note'
import { Panel } from '@/components/ui/panel'
import { Row, RowList } from '@/components/ui/row-list'
import { TextField } from '@/components/ui/text-field'
import type { CurrentUser } from '@/lib/core/access/user'

/** The workspaces that one is in, and the way to a new one. */
export function WorkspacesPanel({ user }: { user: CurrentUser }) {
  const t = useTranslations('account.workspaces')
  const roles = useTranslations('account.roles')
  const [isMaking, setMaking] = useState(false)
  return (
    <Panel
      id="workspaces"
      title={t('title')}
      lead={t('lead')}
      action={
        user.is_administrator && (
          <Button onClick={() => setMaking(true)} data-needs-script>
            <Plus size={16} aria-hidden />
            {t('new')}
          </Button>
        )
      }
    >
      <RowList label={t('title')}>
        {user.workspaces.map(({ id, name, role }) => (
          <Row
            key={id}
            title={name}
            mark={id === user.workspace.id ? t('here') : undefined}
            note={roles(role)}
          >
            {id !== user.workspace.id && (
              <Button
                aria-label={t('go_to', { name })}
                onClick={() => void switchWorkspace(id)}
                data-needs-script
              >
                {t('go')}
              </Button>
            )}
          </Row>
        ))}
      </RowList>
      {isMaking && <NewWorkspaceDialog onClose={() => setMaking(false)} />}
    </Panel>
  )
}

function NewWorkspaceDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('account.workspaces')
  const { isSending, send } = useSend()
  const [isUnnamed, setUnnamed] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  const make = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const name = String(new FormData(form).get('name') ?? '').trim()
    setUnnamed(name === '')
    if (name === '') return form.querySelector('input')?.focus()
    const reason = await send('/api/workspaces', { method: 'POST', body: { name } })
    if (reason === null) onClose()
    else setProblem(reason)
  }

  return (
    <Dialog title={t('new')} description={t('new_lead')} onClose={onClose} className="sm:max-w-md!">
      <form onSubmit={(event) => void make(event)} noValidate className="px-5 pb-5">
        <FormNote message={problem} />
        <TextField
          label={t('name')}
          name="name"
          autoComplete="off"
          error={isUnnamed ? t('unnamed') : null}
          maxLength={100}
          required
          data-autofocus
        />
        <div className="mt-3 flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" look="primary" disabled={isSending}>
            {t('submit')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
