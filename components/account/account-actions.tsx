'use client'

import { Check, LogIn, LogOut, Shield, UserPlus, UserRound } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'

import type { AccountMenuProps } from '@/components/account/account-menu'
import { forgetWritten } from '@/components/account/one-person'
import { tellSignedOut } from '@/components/account/signed-out'
import { switchWorkspace } from '@/components/account/switch-workspace'
import { readOutbox } from '@/components/outbox/outbox'
import { forgetOffline } from '@/components/pwa/forget-offline'
import { forgetKeptChat } from '@/components/temporary/kept-chat'
import { drawer } from '@/components/ui/drawer'
import { MenuItems, type MenuItem } from '@/components/ui/menu-items'
import { toastStore } from '@/components/ui/toast-store'

/** Loads the next page anew: what was on this one would stay in the document. */
async function leave(signOut: () => Promise<void>, failure: string) {
  try {
    await signOut()
    tellSignedOut()
    forgetKeptChat()
    forgetWritten()
    await forgetOffline()
    window.location.replace('/sign-in')
  } catch {
    toastStore.show({ message: failure })
  }
}

/** What belongs to an account. */
export default function AccountActions({ user, mayAdminister, signOut }: AccountMenuProps) {
  const t = useTranslations('account.menu')
  const router = useRouter()
  const { is_guest: isGuest, workspace, workspaces } = user

  const goTo = (path: string) => () => {
    drawer.close()
    router.push(path)
  }

  const items: MenuItem[] = [
    ...(isGuest
      ? [
          {
            label: t('make_account'),
            icon: <UserPlus size={16} aria-hidden />,
            run: goTo('/sign-up'),
          },
          { label: t('sign_in'), icon: <LogIn size={16} aria-hidden />, run: goTo('/sign-in') },
        ]
      : [
          { label: t('account'), icon: <UserRound size={16} aria-hidden />, run: goTo('/account') },
        ]),
    ...(mayAdminister
      ? [
          {
            label: t('administration'),
            icon: <Shield size={16} aria-hidden />,
            run: goTo('/admin/members'),
          },
        ]
      : []),
    ...(workspaces.length > 1
      ? workspaces.map(({ id, name: label }, index) => ({
          label,
          icon: (
            <span className="inline-flex w-4">
              {id === workspace.id && <Check size={16} aria-hidden />}
            </span>
          ),
          isChosen: id === workspace.id,
          beginsGroup: index === 0,
          run: () => {
            if (id !== workspace.id) void switchWorkspace(id)
          },
        }))
      : []),
    {
      label: t('sign_out'),
      icon: <LogOut size={16} aria-hidden />,
      beginsGroup: true,
      run: () => {
        const count = readOutbox().length
        if (count === 0 || confirm(t('lose_unsent', { count }))) {
          void leave(signOut, t('still_signed_in'))
        }
      },
    },
  ]

  return <MenuItems items={items} />
}
