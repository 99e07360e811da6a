import { expect, test } from 'vitest'
import { parseOptions, sectionNames } from './options.ts'

test('without options every section runs in full', () => {
  expect(parseOptions([])).toEqual({
    sections: sectionNames,
    isQuick: false,
    isProfiling: false,
  })
})

test('only the named sections run, in their usual order', () => {
  expect(parseOptions(['--only', 'threads,memory', '--quick'])).toEqual({
    sections: ['memory', 'threads'],
    isQuick: true,
    isProfiling: false,
  })
  expect(parseOptions(['--profile']).isProfiling).toBe(true)
  expect(parseOptions(['--only=start']).sections).toEqual(['start'])
})

test('a section or an option that does not exist is refused', () => {
  expect(() => parseOptions(['--only', 'streams,speed'])).toThrow('speed')
  expect(() => parseOptions(['--only'])).toThrow('--only takes')
  expect(() => parseOptions(['--fast'])).toThrow('--fast')
})
