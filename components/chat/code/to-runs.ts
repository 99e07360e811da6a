import { tokenKinds, type Runs } from '@/components/chat/code/highlight-protocol'

type Token = { content: string; offset: number; color?: string }

const kinds = new Map(tokenKinds.map((kind, index) => [`var(token-${kind})`, index + 1]))

/** Tokens of a text, by line and without its line ends, as runs that cover all of it; neighbours of one kind are one run. */
export function toRuns(text: string, lines: readonly (readonly Token[])[]): Runs {
  const runs: number[] = []
  let end = 0
  const add = (until: number, kind: number) => {
    if (until <= end) return
    if (runs.at(-1) === kind) runs[runs.length - 2]! += until - end
    else runs.push(until - end, kind)
    end = until
  }
  for (const token of lines.flat()) {
    const last = runs.at(-1) ?? 0
    const isBlank = token.content.trim() === ''
    add(token.offset, isBlank ? last : 0)
    add(
      token.offset + token.content.length,
      isBlank ? (runs.at(-1) ?? 0) : (kinds.get(token.color ?? '') ?? 0),
    )
  }
  add(text.length, 0)
  return runs
}
