import type { useTranslations } from 'next-intl'

const names = [
  'write-title',
  'write-summary',
  'refresh-catalogue',
  'recover-turns',
  'remove-files',
] as const

type Translator = ReturnType<typeof useTranslations<'jobs'>>

/** What a queue is called for people. */
export function jobName(queue: string, t: Translator): string {
  const name = names.find((each) => each === queue)
  return name ? t(`names.${name}`) : queue
}
