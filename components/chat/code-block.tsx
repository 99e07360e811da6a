import { CopyCodeButton } from '@/components/chat/copy-code-button'

/** Code with the name of its language and a button to copy it. */
export function CodeBlock({ language, code }: { language: string | null; code: string }) {
  return (
    <figure data-code className="border-line bg-sunken overflow-hidden rounded-md border">
      <figcaption className="text-caption text-ink-muted coarse:h-11 flex h-9 items-center justify-between gap-2 pr-1 pl-4 font-mono">
        <span className="truncate">{language ?? 'text'}</span>
        <CopyCodeButton />
      </figcaption>
      {/* A block that scrolls has to be reachable by keyboard. */}
      <pre tabIndex={0} className="pt-0! -outline-offset-2">
        <code>{code}</code>
      </pre>
    </figure>
  )
}
