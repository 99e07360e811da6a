'use client'

import { buttonClass } from '@/components/ui/button'

/** Shows what was cut for length. */
export function ShowAll({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className={buttonClass('bare', 'text-label! -mx-2 justify-self-start px-2!')}
    >
      {label}
    </button>
  )
}
