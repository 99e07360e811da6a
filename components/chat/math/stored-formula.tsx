import type { FormulaProps } from '@/components/chat/math/formula'
import { FormulaView } from '@/components/chat/math/formula-view'
import { renderTex } from '@/components/chat/math/render-tex'

/** A formula as HTML, rendered on the server; the page needs `FormulaStyle` for it, and no code. */
export function StoredFormula(props: FormulaProps) {
  return <FormulaView {...props} html={renderTex(props.tex, props.isDisplayed ?? false)} />
}
