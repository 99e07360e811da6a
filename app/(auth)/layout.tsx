import type { ReactNode } from 'react'

import { LanguageSwitch } from '@/components/settings/language-switch'
import { SkeinMark } from '@/components/ui/skein-mark'
import { Texts } from '@/i18n/texts'

export const dynamic = 'force-dynamic'

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <Texts rooms={['auth', 'settings']}>
      <main className="sm:bg-sunken flex min-h-dvh flex-col items-center px-5 pt-[calc(env(safe-area-inset-top)+2rem)] pb-[calc(env(safe-area-inset-bottom)+2rem)] sm:justify-center">
        <div className="max-w-panel w-full">
          <p className="mb-6 flex items-center gap-2 font-semibold tracking-tight sm:justify-center">
            <SkeinMark size={24} className="text-accent" />
            Skein
          </p>
          <div className="sm:bg-surface sm:border-line sm:shadow-raised sm:rounded-lg sm:border sm:p-8">
            {children}
          </div>
          <div className="mt-4">
            <LanguageSwitch />
          </div>
        </div>
      </main>
    </Texts>
  )
}
