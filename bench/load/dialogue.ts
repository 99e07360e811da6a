import { countTokens } from 'gpt-tokenizer'
import { seededRandom } from '../measure/random.ts'

export type Exchange = { question: string; answer: string }

const factCount = 20
/** A fact is told again after so many exchanges, as people do. */
const repeatEvery = 10

const subjects = [
  'the build',
  'the second server',
  'our schedule',
  'the invoice from March',
  'the garden behind the house',
  'the night train',
  'a smaller team',
  'the old database',
  'the translation',
  'the roof of the shed',
  'the reading list',
  'the new customer',
]
const verbs = [
  'depends on',
  'has to wait for',
  'is cheaper than',
  'was planned before',
  'works well together with',
  'says little about',
  'should be checked against',
  'often breaks because of',
]
const reasons = [
  'since nobody has measured it yet',
  'although the figures of last year say otherwise',
  'as long as the weather holds',
  'which is why a small trial comes first',
  'and that can be undone at any time',
  'unless the price changes before summer',
  'because two people have to agree',
  'so it is worth an hour of thought',
]
const openings = [
  'What would you do if',
  'Can you explain why',
  'I am not sure whether',
  'Please compare both cases: suppose that',
  'How do I find out if',
  'Is it still true that',
]

/**
 * A conversation of an ordinary kind, the same for the same seed: questions of 10 to 60 tokens, no two alike, and answers of
 * some 80 to 150. A bounded number of facts is told in the first exchanges and again now and then.
 */
export function writeDialogue(exchanges: number, seed: number): Exchange[] {
  const random = seededRandom(seed)
  const oneOf = (list: string[]) => list[Math.floor(random() * list.length)]!
  const statement = () => `${oneOf(subjects)} ${oneOf(verbs)} ${oneOf(subjects)}, ${oneOf(reasons)}`
  const sentence = () => {
    const text = statement()
    return `${text[0]!.toUpperCase()}${text.slice(1)}.`
  }
  const factTold = (n: number): number | null => {
    if (n < factCount) return n
    return n % repeatEvery === 0 ? Math.floor(random() * factCount) : null
  }

  return Array.from({ length: exchanges }, (_, n) => {
    const fact = factTold(n)
    const told = fact === null ? '' : `Fact ${fact + 1}: box ${fact + 1} is kept on shelf ${fact}. `
    const more = random() < 0.3 ? ` ${sentence()} ${sentence()}` : ''
    const question = `${told}${oneOf(openings)} ${statement()}? That is point ${n + 1}.${more}`
    const length = 80 + random() * 55
    let answer = sentence()
    while (countTokens(answer) < length) answer += ` ${sentence()}`
    return { question, answer }
  })
}
