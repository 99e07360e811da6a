import 'katex/dist/katex.min.css'

/** Nothing to see: what counts is its style sheet. */
export default function FormulaStyleSheet() {
  return null
}
