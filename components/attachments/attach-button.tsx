'use client'

import { Paperclip } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRef } from 'react'

import { IconButton } from '@/components/ui/icon-button'

/** Opens the choice of files. The server looks at what they are; to ask for kinds here would hide code from the choice. */
export function AttachButton({
  hint,
  onFiles,
}: {
  hint: string
  onFiles: (files: readonly File[]) => void
}) {
  const t = useTranslations('files')
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t('attach')}
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])])
          currentTarget.value = ''
        }}
      />
      <IconButton
        label={t('attach')}
        title={hint}
        tip="none"
        icon={<Paperclip size={17} aria-hidden />}
        onClick={() => input.current?.click()}
        className="rounded-full!"
        data-needs-script
      />
    </>
  )
}
