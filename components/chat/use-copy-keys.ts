'use client'

import { useTranslations } from 'next-intl'

import { useShortcut } from '@/components/shortcuts/use-shortcut'
import { copyText } from '@/components/ui/copy-text'
import { toastStore } from '@/components/ui/toast-store'

/** Lets the keys copy an answer, and says that they did. */
export function useCopyKeys(
  getText: (() => string | Promise<string>) | null,
  { isActive }: { isActive: boolean },
): void {
  const t = useTranslations('ui.copy')
  const say = (message: string) => toastStore.show({ message })
  const copy = (text: string | Promise<string>) =>
    copyText(text).then(
      () => say(t('copied')),
      () => say(t('failed')),
    )
  useShortcut('copy_last_answer', () => getText && void copy(getText()), {
    isActive: isActive && getText !== null,
  })
}
