/** What browsers have of the Web Speech API that dictation needs. */
export type Recognition = {
  lang: string
  continuous: boolean
  interimResults: boolean
  onresult: ((event: RecognitionEvent) => void) | null
  onerror: ((event: { error: string }) => void) | null
  onend: (() => void) | null
  start(): void
  stop(): void
  abort(): void
}

type RecognitionEvent = {
  results: ArrayLike<{ isFinal: boolean; 0: { transcript: string } }>
}

type Speaking = {
  SpeechRecognition?: new () => Recognition
  webkitSpeechRecognition?: new () => Recognition
}

/** What recognises speech in this browser; null in one that does not. */
export const recogniser = (): (new () => Recognition) | null => {
  const { SpeechRecognition, webkitSpeechRecognition } = globalThis as Speaking
  return SpeechRecognition ?? webkitSpeechRecognition ?? null
}

export type Dictation = { stop: () => void; abort: () => void }

/**
 * Listens until it is stopped or the browser ends it. `onWords` gets everything that was heard so far each time, also what may
 * still change; `onEnd` the browser's reason when it was not allowed or failed.
 */
export function dictate(
  Recogniser: new () => Recognition,
  {
    lang,
    onWords,
    onEnd,
  }: { lang: string; onWords: (words: string) => void; onEnd: (problem: string | null) => void },
): Dictation {
  const recognition = new Recogniser()
  let problem: string | null = null
  recognition.lang = lang
  recognition.continuous = true
  recognition.interimResults = true
  recognition.onresult = ({ results }) =>
    onWords(
      Array.from(results, ({ 0: { transcript } }) => transcript.trim())
        .filter((words) => words !== '')
        .join(' '),
    )
  recognition.onerror = ({ error }) => {
    if (error !== 'no-speech' && error !== 'aborted') problem = error
  }
  recognition.onend = () => onEnd(problem)
  recognition.start()
  return { stop: () => recognition.stop(), abort: () => recognition.abort() }
}
