import { FullPageNote } from '@/components/ui/full-page-note'

export default function SharedNotFound() {
  return (
    <main className="h-dvh">
      <FullPageNote title="There is nothing at this link" actions={null}>
        <p>
          Whoever shared it may have taken it back, or the address is not complete. Ask them for a
          new link.
        </p>
      </FullPageNote>
    </main>
  )
}
