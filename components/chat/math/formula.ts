export type FormulaProps = {
  tex: string
  /** Whether it stands on lines of its own. */
  isDisplayed?: boolean
}
