import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser'
import { describe, expect, it } from 'vitest'

import { errorStatus } from '@/lib/core/errors'
import { importFailureSchema } from '@/lib/core/transfer/import-result'
import de from '@/messages/de'
import en from '@/messages/en'

type Catalogue = { [key: string]: string | Catalogue }

const textsOf = (catalogue: Catalogue, path = ''): [string, string][] =>
  Object.entries(catalogue).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value]] : textsOf(value, `${path}${key}.`),
  )

/** What a text is given to fill in, and as what: `{name}`, `{count, plural, …}`, `<link>…</link>`. */
function argumentsOf(elements: MessageFormatElement[]): string[] {
  const found = elements.flatMap((element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return []
    const inner =
      element.type === TYPE.tag
        ? element.children
        : element.type === TYPE.plural || element.type === TYPE.select
          ? Object.values(element.options).flatMap(({ value }) => value)
          : []
    return [`${TYPE[element.type]} ${element.value}`, ...argumentsOf(inner)]
  })
  return [...new Set(found)].toSorted()
}

const english = new Map(textsOf(en))

describe.each(Object.entries({ de }))('the texts in %s', (_language, catalogue) => {
  const texts = new Map(textsOf(catalogue))

  it('are there for everything that there is an English one for, and nothing else', () => {
    expect([...texts.keys()].toSorted()).toEqual([...english.keys()].toSorted())
  })

  it('take the same things to fill in', () => {
    const argumentsIn = (from: Map<string, string>) =>
      Object.fromEntries([...from].map(([key, text]) => [key, argumentsOf(parse(text))]))
    expect(argumentsIn(texts)).toEqual(argumentsIn(english))
  })
})

it('no text is empty', () => {
  const all = [...textsOf(en), ...textsOf(de)]
  expect(all.filter(([, text]) => text.trim() === '')).toEqual([])
})

/** What only a script can do wrong. */
const ofScripts = [
  'invalid_json',
  'message_ambiguous',
  'method_not_allowed',
  'not_an_answer',
  'request_key_reused',
  'unsupported_media_type',
]

it('there are words for every error that a person can meet', () => {
  const ofServer = [...Object.keys(errorStatus), ...importFailureSchema.shape.code.options]
  const ofPage = ['unreachable', 'http_error', 'request_gone']
  expect([...Object.keys(en.errors), ...ofScripts].toSorted()).toEqual(
    [...ofServer, ...ofPage].toSorted(),
  )
})
