import { clsx } from 'clsx'

const looks = {
  over: 'bg-line-strong',
  failed: 'bg-danger',
  running: 'bg-accent knot-pulse',
  waiting: 'bg-canvas border-line-strong border-2',
  change: 'border-accent bg-canvas border-2',
}

export type KnotProps = { look: keyof typeof looks }

/** A knot on the thread that runs beside the messages; on a narrow screen, and in answers side by side, it stands before its text. */
export function Knot({ look }: KnotProps) {
  return (
    <span
      aria-hidden
      className={clsx(
        'shrink-0 rounded-full lg:absolute lg:top-1/2 lg:-left-7 lg:-translate-x-1/2 lg:-translate-y-1/2 lg:in-data-compared:static lg:in-data-compared:translate-none',
        look === 'change' ? 'size-2.5' : 'size-2',
        looks[look],
      )}
    />
  )
}
