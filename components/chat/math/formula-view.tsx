import type { FormulaProps } from '@/components/chat/math/formula'

/** A formula that was rendered, or its source where there is none. */
export function FormulaView({
  tex,
  isDisplayed = false,
  html,
}: FormulaProps & { html: string | null }) {
  if (html === null) {
    return isDisplayed ? (
      <pre tabIndex={0} className="bg-sunken rounded-md">
        <code>{tex}</code>
      </pre>
    ) : (
      <code>{tex}</code>
    )
  }
  const content = { dangerouslySetInnerHTML: { __html: html } }
  if (!isDisplayed) return <span className="formula" {...content} />
  // What scrolls has to be reachable by keyboard.
  return <div tabIndex={0} className="formula overflow-x-auto overflow-y-hidden" {...content} />
}
