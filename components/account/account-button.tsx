'use client'

import { ChevronsUpDown } from 'lucide-react'
import { useTranslations } from 'next-intl'

import type { AccountMenuProps } from '@/components/account/account-menu'
import { drawer } from '@/components/ui/drawer'
import { lazySoon } from '@/components/ui/lazy-soon'
import { Link } from '@/components/ui/link'
import { Menu } from '@/components/ui/menu'

const AccountActions = lazySoon(() => import('@/components/account/account-actions'))

/** Who one is here, and the menu of what belongs to it. */
export default function AccountButton(props: AccountMenuProps) {
  const t = useTranslations('account.menu')
  const { name, email, is_guest: isGuest, workspace, workspaces } = props.user

  return (
    <>
      {isGuest && (
        <p className="text-label text-ink-muted px-1 pt-1">
          {t('guest')}{' '}
          <Link
            href="/sign-up"
            onClick={drawer.close}
            className="text-accent coarse:min-h-11 inline-flex min-h-6 items-center font-medium underline underline-offset-4"
          >
            {t('keep')}
          </Link>
        </p>
      )}
      <Menu
        label={t('account_of', { name })}
        className="hover:bg-hover coarse:min-h-11 flex min-h-11 w-full min-w-0 items-center gap-2.5 rounded-md px-1.5 py-1 text-left transition-colors"
        face={
          <>
            <Initial name={name} />
            <span className="grid min-w-0 flex-1">
              <span className="text-label truncate font-medium">
                <span className="sr-only">{t('of')} </span>
                <bdi>{name}</bdi>
              </span>
              <span className="text-caption text-ink-muted truncate">
                {workspaces.length > 1 ? workspace.name : (email ?? t('no_account'))}
              </span>
            </span>
            <ChevronsUpDown size={15} aria-hidden className="text-ink-muted shrink-0" />
          </>
        }
      >
        <AccountActions {...props} />
      </Menu>
    </>
  )
}

function Initial({ name }: { name: string }) {
  const [first = '?'] = name.trim()
  return (
    <span
      aria-hidden
      className="bg-accent-soft text-accent text-label inline-flex size-7 shrink-0 items-center justify-center rounded-full font-semibold uppercase"
    >
      {first}
    </span>
  )
}
