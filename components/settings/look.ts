import { themes } from '@/components/settings/theme'

/** What a device keeps of how the page looks to it, each with its cookie; the first of the values that is none of the others' is taken when there is no choice. */
export const looks = {
  theme: { cookie: 'theme', values: themes, standard: 'system' },
  density: { cookie: 'density', values: ['comfortable', 'compact'], standard: 'comfortable' },
  fontSize: { cookie: 'font-size', values: ['small', 'medium', 'large'], standard: 'medium' },
} as const

export type LookName = keyof typeof looks
export type Look = { [Name in LookName]: (typeof looks)[Name]['values'][number] }

/** How the page looks on a device, out of its cookies; what they do not tell is as it is for everybody. */
export function readLook(cookieOf: (name: string) => string | undefined): Look {
  const names = Object.keys(looks) as LookName[]
  const read = names.map((name) => {
    const { cookie, values, standard } = looks[name]
    const kept = cookieOf(cookie)
    return [name, values.find((value: string) => value === kept) ?? standard] as const
  })
  return Object.fromEntries(read) as Look
}
