import { useTranslations } from 'next-intl'

/** Says that no model answers, and what to do about it. */
export function DemoNote() {
  const t = useTranslations('chat')
  return (
    <p className="text-label text-ink-muted px-1">
      {t.rich('demo', {
        strong: (text) => <strong className="text-ink font-medium">{text}</strong>,
        code: (text) => <code className="font-mono text-[0.95em]">{text}</code>,
      })}
    </p>
  )
}
