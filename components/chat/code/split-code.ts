/** Lines of a piece of code: few, so that a piece that grows is cheap to draw again. */
export const linesPerPiece = 24

/** Cuts code after every so many lines. Together the pieces are the code; all but the last stay the same while it grows. */
export function splitCode(code: string): string[] {
  const pieces: string[] = []
  let start = 0
  let lines = 0
  for (let end = code.indexOf('\n'); end !== -1; end = code.indexOf('\n', end + 1)) {
    if (++lines < linesPerPiece || end === code.length - 1) continue
    pieces.push(code.slice(start, end + 1))
    start = end + 1
    lines = 0
  }
  pieces.push(code.slice(start))
  return pieces
}
