import { pathToFileURL } from 'node:url'

/** From a file of icons in `node_modules/lucide-react/dist/esm`. */
const iconOf = '../../../../../components/ui/icon-of.tsx'

/** Keeps of an icon of Lucide what is drawn; what Lucide can do besides is 4 kB on every page. */
export default async function iconLoader(source) {
  const { __iconData: icon } = await import(pathToFileURL(this.resourcePath))
  // The former name of an icon leads to the file of its present one.
  if (!icon) return source
  const shapes = icon.node.map(([tag, attributes]) => [tag, { ...attributes, key: undefined }])
  return `import { iconOf } from '${iconOf}'\nexport default iconOf(${JSON.stringify(shapes)})\n`
}
