import { keepEarlyPresses } from '@/components/ui/keep-early-presses'

/** Keeps what is pressed before the page works. To come before everything that can be pressed. */
export function EarlyPresses({ nonce }: { nonce: string | undefined }) {
  return (
    <script
      nonce={nonce}
      // The browser tells nobody what the nonce was.
      suppressHydrationWarning
      dangerouslySetInnerHTML={{ __html: `(${keepEarlyPresses.toString()})()` }}
    />
  )
}
