const sentences = [
  'This paragraph looks at {topic} from side number {n}, because one side is never enough.',
  'People who work with {topic} every day say that practice teaches more than any manual.',
  'Those who are new to it often begin with a small example and let it grow.',
  'There are good reasons to go slowly here, and better reasons to write things down.',
  'What holds for the beginning of {topic} does not always hold for its end.',
  'A careful reader will notice that argument {n} builds on the one before it.',
]

const closing = 'That is the end of the essay.'

function countWords(text: string): number {
  return text.split(/\s+/).filter(Boolean).length
}

function writeParagraph(topic: string, n: number): string {
  return sentences
    .map((sentence) => sentence.replaceAll('{topic}', topic).replaceAll('{n}', String(n)))
    .join(' ')
}

/** An essay of exactly `words` words where its closing sentence fits; the same input, the same text. */
export function writeEssay({ topic, words }: { topic: string; words: number }): string {
  const budget = Math.max(words - countWords(closing), 0)
  const paragraphs: string[] = []
  let left = budget
  for (let n = 1; left > 0; n++) {
    const kept = writeParagraph(topic, n).split(/\s+/).slice(0, left)
    paragraphs.push(kept.join(' '))
    left -= kept.length
  }
  return [...paragraphs, closing].join('\n\n')
}
