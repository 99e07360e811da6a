import path from 'node:path'
import { expect, it } from 'vitest'
import iconLoader from './icon-loader.mjs'

const load = (name: string, source = '') =>
  iconLoader.call(
    { resourcePath: path.resolve(`node_modules/lucide-react/dist/esm/icons/${name}.mjs`) },
    source,
  )

it('keeps the shapes of an icon', async () => {
  expect(await load('check')).toBe(
    `import { iconOf } from '../../../../../components/ui/icon-of.tsx'\n` +
      `export default iconOf([["path",{"d":"M20 6 9 17l-5-5"}]])\n`,
  )
})

it('leaves a file alone that only names another', async () => {
  const source = `export { default } from './trash.mjs';`
  expect(await load('trash-2', source)).toBe(source)
})
