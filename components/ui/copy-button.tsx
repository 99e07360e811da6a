'use client'

import { Check, Copy } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useState, type MouseEvent } from 'react'

import { copyText } from '@/components/ui/copy-text'
import { IconButton, type IconButtonProps } from '@/components/ui/icon-button'
import { toastStore } from '@/components/ui/toast-store'

const feedbackMs = 1600

export type CopyButtonProps = Omit<IconButtonProps, 'label' | 'icon' | 'onClick' | 'onCopy'> & {
  label: string
  getText: (button: HTMLElement) => string | Promise<string>
}

/** Copies a text and says that it did. */
export function CopyButton({ label, getText, ...props }: CopyButtonProps) {
  const t = useTranslations('ui.copy')
  const [isCopied, setCopied] = useState(false)

  useEffect(() => {
    if (!isCopied) return
    const timer = setTimeout(() => setCopied(false), feedbackMs)
    return () => clearTimeout(timer)
  }, [isCopied])

  const copy = async (event: MouseEvent<HTMLButtonElement>) => {
    try {
      await copyText(getText(event.currentTarget))
      setCopied(true)
    } catch {
      toastStore.show({ message: t('failed') })
    }
  }

  return (
    <>
      <IconButton
        label={isCopied ? t('copied') : label}
        icon={
          isCopied ? (
            <Check size={16} className="text-accent" aria-hidden />
          ) : (
            <Copy size={16} aria-hidden />
          )
        }
        onClick={copy}
        data-needs-script
        {...props}
      />
      <span role="status" className="sr-only">
        {isCopied ? t('copied') : ''}
      </span>
    </>
  )
}
