import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { IconButton } from '@/components/ui/icon-button'

/** Why a message was not taken. */
export default function Refusal({ text, onDismiss }: { text: string; onDismiss: () => void }) {
  const t = useTranslations('composer')
  return (
    <div
      role="alert"
      className="bg-danger-soft text-danger text-body flex items-start gap-2 rounded-md py-1 pr-1 pl-3.5"
    >
      <p className="min-w-0 flex-1 py-1.5">
        <strong className="font-semibold">{t('not_sent')}</strong> {text}
      </p>
      <IconButton
        label={t('dismiss')}
        tip="none"
        icon={<X size={16} aria-hidden />}
        onClick={onDismiss}
        className="text-danger!"
      />
    </div>
  )
}
