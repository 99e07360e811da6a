'use client'

import { NextIntlClientProvider, useLocale, useMessages } from 'next-intl'
import { useMemo, type ReactNode } from 'react'

import type { Messages } from '@/messages/en'

/** Has texts beside those that are there already. */
export function AddTexts({
  messages,
  children,
}: {
  messages: Partial<Messages>
  children: ReactNode
}) {
  const known = useMessages()
  const locale = useLocale()
  const all = useMemo(() => ({ ...known, ...messages }), [known, messages])
  return (
    <NextIntlClientProvider locale={locale} messages={all}>
      {children}
    </NextIntlClientProvider>
  )
}
