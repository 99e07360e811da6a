'use client'

import { Check, ChevronsUpDown, LogIn, LogOut, Shield, UserPlus, UserRound } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'

import { switchWorkspace } from '@/components/account/switch-workspace'
import { drawer } from '@/components/threads/drawer'
import { Menu, type MenuItem } from '@/components/ui/menu'
import { toastStore } from '@/components/ui/toast-store'
import type { CurrentUser } from '@/lib/core/access/user'

export type AccountMenuProps = {
  user: CurrentUser
  mayAdminister: boolean
  signOut: () => Promise<void>
}

/** Loads the next page anew: what was on this one would stay in the document. */
async function leave(signOut: () => Promise<void>) {
  try {
    await signOut()
    window.location.replace('/sign-in')
  } catch {
    toastStore.show({ message: 'You are still signed in: Skein cannot be reached. Try again.' })
  }
}

/** Who one is here, and what belongs to it. */
export function AccountMenu({ user, mayAdminister, signOut }: AccountMenuProps) {
  const router = useRouter()
  const { name, email, is_guest: isGuest, workspace, workspaces } = user

  const goTo = (path: string) => () => {
    drawer.close()
    router.push(path)
  }

  const items: MenuItem[] = [
    ...(isGuest
      ? [
          {
            label: 'Make an account',
            icon: <UserPlus size={16} aria-hidden />,
            run: goTo('/sign-up'),
          },
          { label: 'Sign in', icon: <LogIn size={16} aria-hidden />, run: goTo('/sign-in') },
        ]
      : [{ label: 'Account', icon: <UserRound size={16} aria-hidden />, run: goTo('/account') }]),
    ...(mayAdminister
      ? [
          {
            label: 'Administration',
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
      label: 'Sign out',
      icon: <LogOut size={16} aria-hidden />,
      beginsGroup: true,
      run: () => void leave(signOut),
    },
  ]

  return (
    <>
      {isGuest && (
        <p className="text-label text-ink-muted px-1 pt-1">
          You are a guest.{' '}
          <Link
            href="/sign-up"
            prefetch={false}
            onClick={drawer.close}
            className="text-accent coarse:min-h-11 inline-flex min-h-6 items-center font-medium underline underline-offset-4"
          >
            Make an account to keep your threads
          </Link>
        </p>
      )}
      <Menu
        label={`Account of ${name}`}
        items={items}
        className="hover:bg-hover coarse:min-h-11 flex min-h-11 w-full min-w-0 items-center gap-2.5 rounded-md px-1.5 py-1 text-left transition-colors"
        face={
          <>
            <Initial name={name} />
            <span className="grid min-w-0 flex-1">
              <span className="text-label truncate font-medium">
                <span className="sr-only">Account of </span>
                <bdi>{name}</bdi>
              </span>
              <span className="text-caption text-ink-muted truncate">
                {workspaces.length > 1 ? workspace.name : (email ?? 'No account')}
              </span>
            </span>
            <ChevronsUpDown size={15} aria-hidden className="text-ink-muted shrink-0" />
          </>
        }
      />
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
