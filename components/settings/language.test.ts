import { describe, expect, it } from 'vitest'

import { parseLanguage } from '@/components/settings/language'

describe('parseLanguage', () => {
  it('takes the language that was chosen before the one that the browser asks for', () => {
    expect(parseLanguage('en', 'de-DE,de;q=0.9')).toBe('en')
  })

  it('takes the first known language of the browser, whatever its region', () => {
    expect(parseLanguage(undefined, 'fr-FR, DE-at;q=0.9, en;q=0.8')).toBe('de')
  })

  it('is English when nothing known is asked for', () => {
    expect(parseLanguage('xx', 'fr,it;q=0.5')).toBe('en')
    expect(parseLanguage(undefined, null)).toBe('en')
  })
})
