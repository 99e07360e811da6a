const names: Readonly<Record<string, string>> = {
  'write-title': 'Titles',
  'write-summary': 'Summaries',
  'refresh-catalogue': 'Model catalogue',
  'recover-turns': 'Recovery of turns',
}

/** What a queue is called for people. */
export const jobName = (queue: string): string => names[queue] ?? queue
