/** A character of a script that is written without spaces, as `message.words` splits it. */
const unspaced =
  /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]/g
const unspacedRun =
  /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]+/g

/** What was asked, for `websearch_to_tsquery`: a run of characters of a script without spaces is a phrase of its characters. */
export function toWebSearch(query: string): string {
  if (query.includes('"')) return query.replace(unspaced, ' $& ')
  return query.replace(unspacedRun, (run) => ` "${[...run].join(' ')}" `)
}

/** The words that were asked for, to be marked where they stand; none of those that must not be there. */
export const searchWords = (query: string): string[] =>
  [...query.matchAll(/-?"[^"]*"|\S+/g)]
    .map(([part]) => part)
    .filter((part) => !part.startsWith('-') && !/^or$/i.test(part))
    .flatMap((part) => part.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [])
