'use client'

import { Check, Copy } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'

import { Button } from '@/components/ui/button'
import { copyText } from '@/components/ui/copy-text'
import { fieldClass } from '@/components/ui/field-class'

/** Something that is shown this once, to be copied. */
export function SecretOnce({
  label,
  secret,
  warning,
}: {
  label: string
  secret: string
  warning: string
}) {
  const t = useTranslations('ui.copy')
  const id = useId()
  const [copied, setCopied] = useState<boolean | null>(null)
  const copy = async () => {
    try {
      await copyText(secret)
      setCopied(true)
    } catch {
      setCopied(false)
    }
  }
  return (
    <div className="grid gap-3">
      <div>
        <label htmlFor={id} className="text-label mb-1 block font-medium">
          {label}
        </label>
        <div className="flex flex-wrap gap-2">
          <input
            id={id}
            readOnly
            value={secret}
            aria-describedby={`${id}-note`}
            onFocus={(event) => event.currentTarget.select()}
            className={`${fieldClass()} text-label! text-ink! flex-1 basis-56 font-mono`}
          />
          <Button look="primary" className="h-11!" onClick={() => void copy()} data-autofocus>
            {copied ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
            {copied ? t('copied') : t('copy')}
          </Button>
        </div>
      </div>
      <p
        id={`${id}-note`}
        className="bg-caution-soft text-caution text-body rounded-md px-3.5 py-2.5"
      >
        {warning}
      </p>
      <p role="status" className={copied === false ? 'text-label text-danger' : 'sr-only'}>
        {copied === null ? '' : copied ? t('copied') : t('failed')}
      </p>
    </div>
  )
}
