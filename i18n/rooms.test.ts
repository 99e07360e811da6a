import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

const root = path.join(import.meta.dirname, '..')

type Module = {
  isClient: boolean
  /** The modules of the page that it imports, at once or when first needed. */
  imports: string[]
  /** The rooms whose texts it says. */
  says: string[]
  /** The rooms that it sends, by `<Texts rooms={[…]}>` or `const rooms = […]`. */
  sends: string[]
}

const modules = new Map<string, Module>()

function read(file: string): Module {
  const known = modules.get(file)
  if (known) return known
  const source = ts.createSourceFile(
    file,
    readFileSync(path.join(root, file), 'utf8'),
    ts.ScriptTarget.Latest,
    true,
    ts.ScriptKind.TSX,
  )
  const read: Module = { isClient: hasDirective(source), imports: [], says: [], sends: [] }
  const visit = (node: ts.Node) => {
    if (ts.isImportDeclaration(node) && !node.importClause?.isTypeOnly) {
      take(node.moduleSpecifier)
    }
    if (ts.isCallExpression(node)) {
      const [first] = node.arguments
      if (first && node.expression.kind === ts.SyntaxKind.ImportKeyword) take(first)
      if (first && node.expression.getText() === 'useTranslations') read.says.push(roomOf(first))
    }
    if (namesRooms(node)) {
      read.sends.push(...[...node.getText().matchAll(/'(\w+)'/g)].map(([, room]) => room ?? ''))
    }
    ts.forEachChild(node, visit)
  }
  const take = (specifier: ts.Node) => {
    const found = ts.isStringLiteral(specifier) ? resolve(specifier.text) : undefined
    if (found) read.imports.push(found)
  }
  visit(source)
  modules.set(file, read)
  return read
}

const hasDirective = ({ statements: [first] }: ts.SourceFile): boolean =>
  first !== undefined && /^['"]use client['"]/.test(first.getText())

const namesRooms = (node: ts.Node): boolean =>
  (ts.isJsxAttribute(node) || ts.isVariableDeclaration(node)) && node.name.getText() === 'rooms'

/** The room of a namespace, of which only the beginning must be written out. */
const roomOf = (namespace: ts.Node): string => /\w+/.exec(namespace.getText())?.[0] ?? ''

function resolve(specifier: string): string | undefined {
  const inside = /^@\/((?:app|components)\/.*)/.exec(specifier)?.[1]
  return ['.tsx', '.ts']
    .map((end) => inside + end)
    .find((file) => existsSync(path.join(root, file)))
}

/** The rooms whose texts client components say that a file leads to. */
function saidBy(file: string): string[] {
  const said = new Set<string>()
  const seen = new Set<string>()
  const follow = (file: string, isInClient: boolean) => {
    const { isClient, imports, says } = read(file)
    const client = isInClient || isClient
    if (seen.has(`${file} ${client}`)) return
    seen.add(`${file} ${client}`)
    if (client) for (const room of says) said.add(room)
    for (const imported of imports) follow(imported, client)
  }
  follow(file, false)
  return [...said].toSorted()
}

/** The rooms that the layouts around a file send. */
function sentAround(file: string): string[] {
  const folder = path.dirname(file)
  if (folder === '.') return []
  const layout = path.join(folder, 'layout.tsx')
  const here = layout !== file && existsSync(path.join(root, layout)) ? read(layout).sends : []
  return [...sentAround(folder), ...here]
}

const places = globSync('app/**/{layout,page,error,not-found,loading}.tsx', { cwd: root })

describe('the texts that are sent along with a page', () => {
  it.each(places)('are all that %s needs', (place) => {
    const sent = [...sentAround(place), ...read(place).sends]
    expect(saidBy(place).filter((room) => !sent.includes(room))).toEqual([])
  })

  it.each(places.filter((place) => read(place).sends.length > 0))(
    'are no more than %s and what is in it needs',
    (place) => {
      const within = place.endsWith('layout.tsx')
        ? places.filter((other) => other.startsWith(`${path.dirname(place)}/`))
        : [place]
      const said = new Set(within.flatMap(saidBy))
      const around = sentAround(place)
      expect(read(place).sends.filter((room) => !said.has(room) || around.includes(room))).toEqual(
        [],
      )
    },
  )

  it('are found by what client components say, also those that are loaded later', () => {
    const said = saidBy('components/models/model-button.tsx')
    expect(read('components/models/model-picker.tsx').isClient).toBe(true)
    expect(said).toContain('models')
    expect(saidBy('app/(chat)/t/[threadId]/page.tsx')).toContain('context')
  })
})
