import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { expect, it } from 'vitest'

/** Whose texts are in the catalogues. */
const rooms = [
  'app',
  ...[
    'account',
    'admin',
    'api-docs',
    'attachments',
    'auth',
    'chat',
    'context',
    'jobs',
    'live',
    'models',
    'prompts',
    'pwa',
    'search',
    'settings',
    'sharing',
    'shortcuts',
    'summaries',
    'threads',
    'transfer',
    'ui',
    'usage',
  ].map((room) => `components/${room}`),
]

const spoken = new Set([
  'alt',
  'aria-label',
  'description',
  'hint',
  'label',
  'lead',
  'placeholder',
  'title',
  'warning',
])

/** What is the same in every language. */
const names = new Set(['Skein', 'UTC', '0000-0000', 'SHA-256'])

const root = path.join(import.meta.dirname, '..')

/** Words that a person would read in a file's JSX. */
export function literalsIn(source: string): string[] {
  const found: string[] = []
  const take = (text: string) => {
    const words = text.trim()
    if (/\p{L}/u.test(words) && !names.has(words)) found.push(words)
  }
  const visit = (node: ts.Node) => {
    if (ts.isJsxText(node)) take(node.text)
    if (ts.isJsxAttribute(node) && spoken.has(node.name.getText()) && node.initializer) {
      if (ts.isStringLiteral(node.initializer)) take(node.initializer.text)
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile('x.tsx', source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX))
  return found
}

it('finds what is said in a file', () => {
  const source = '<p title="Over it">Text {t("key")} Skein</p>; <b aria-label={x}>Skein</b>'
  expect(literalsIn(source)).toEqual(['Over it', 'Text'])
})

it.each(rooms)('%s says nothing that is not in a catalogue', (room) => {
  const files = globSync(`${room}/**/*.tsx`, { cwd: root }).filter(
    (file) => !file.endsWith('.test.tsx'),
  )
  expect(files.length).toBeGreaterThan(0)
  const found = files.flatMap((file) =>
    literalsIn(readFileSync(path.join(root, file), 'utf8')).map((text) => `${file}: ${text}`),
  )
  expect(found).toEqual([])
})
