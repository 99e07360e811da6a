import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser'
import type { Page } from '@playwright/test'

const messages = path.join(import.meta.dirname, '../../messages')

type Catalogue = { [key: string]: string | Catalogue }

const textsOf = (catalogue: Catalogue): string[] =>
  Object.values(catalogue).flatMap((value) =>
    typeof value === 'string' ? [value] : textsOf(value),
  )

/** As a pattern of what a person reads; a tag is where one piece of text ends and the next one begins. */
function patternOf(elements: MessageFormatElement[]): string {
  const pieces = elements.map((element) => {
    if (element.type === TYPE.literal) return RegExp.escape(element.value)
    if (element.type === TYPE.pound) return '[\\d.,]+'
    if (element.type === TYPE.tag) return `\0${patternOf(element.children)}\0`
    if (element.type !== TYPE.plural && element.type !== TYPE.select) return '.+'
    return `(?:${Object.values(element.options)
      .map(({ value }) => patternOf(value))
      .join('|')})`
  })
  return pieces.join('')
}

const unescaped = (_: string, code: string) => String.fromCharCode(parseInt(code, 16))

/** What texts of a language look like; what is nothing but filled in says nothing. */
function patternsOf(language: string): RegExp {
  const files = globSync(path.join(messages, language, '*.json'))
  const patterns = files
    .flatMap((file) => textsOf(JSON.parse(readFileSync(file, 'utf8')) as Catalogue))
    .flatMap((text) => patternOf(parse(text)).split('\0'))
    .map((pattern) => pattern.trim())
    .filter((pattern) => /\p{L}{2}/u.test(pattern.replaceAll(/\\x(\w\w)/g, unescaped)))
  return new RegExp(`^(?:${[...new Set(patterns)].join('|')})$`, 'su')
}

const [english, german] = [patternsOf('en'), patternsOf('de')]

/** What the page shows, or says to who hears it. */
const saidBy = (page: Page) =>
  page.evaluate(() => {
    const said = [document.title]
    const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (nodes.nextNode()) {
      const { parentElement: parent, textContent: text } = nodes.currentNode
      if (parent && !parent.closest('script, style, noscript, [hidden]')) said.push(text ?? '')
    }
    for (const element of document.body.querySelectorAll('*')) {
      for (const name of ['aria-label', 'aria-description', 'placeholder', 'title', 'alt']) {
        said.push(element.getAttribute(name) ?? '')
      }
    }
    return [...new Set(said.map((text) => text.trim().replaceAll(/\s+/g, ' ')))]
  })

/** Texts of the English catalogue that a page in German says, apart from names. */
export const findEnglish = async (page: Page, names: readonly string[] = []): Promise<string[]> =>
  (await saidBy(page)).filter(
    (text) => !names.includes(text) && english.test(text) && !german.test(text),
  )

const named = /^\s*- '?(?:button|heading|dialog|menuitem|textbox|tab|alert) ("(?:[^"\\]|\\.)*")/

/** The names of what can be pressed, heads something or warns that are no text of the German catalogue, apart from names. */
export async function findForeign(page: Page, names: readonly string[] = []): Promise<string[]> {
  const lines = (await page.locator('body').ariaSnapshot()).split('\n')
  const found = lines.flatMap((line) => {
    const [, quoted] = named.exec(line) ?? []
    return quoted ? [JSON.parse(quoted) as string] : []
  })
  return [...new Set(found)].filter((name) => !names.includes(name) && !german.test(name))
}
