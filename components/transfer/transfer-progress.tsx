import { X } from 'lucide-react'

import { Button } from '@/components/ui/button'

type Props = {
  label: string
  /** How much of it is done, up to 1; nothing while that is unknown. */
  share: number | null
  cancel: string
  onCancel: () => void
}

/** How far a transfer is, and the way to end it. */
export function TransferProgress({ label, share, cancel, onCancel }: Props) {
  return (
    <div className="flex w-full items-center gap-3">
      <progress
        aria-label={label}
        value={share ?? undefined}
        max={1}
        className="accent-accent h-2 min-w-0 flex-1"
      />
      <Button look="bare" onClick={onCancel}>
        <X size={16} aria-hidden />
        {cancel}
      </Button>
    </div>
  )
}
