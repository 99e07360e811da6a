/** Says that no model answers, and what to do about it. */
export function DemoNote() {
  return (
    <p className="text-label text-ink-muted px-1">
      <strong className="text-ink font-medium">Demo.</strong> These answers are scripted. For real
      ones, put <code className="font-mono text-[0.95em]">OPENROUTER_API_KEY</code> into{' '}
      <code className="font-mono text-[0.95em]">.env</code> and restart Skein.
    </p>
  )
}
