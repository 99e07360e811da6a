import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { root } from './environment.mjs'

const green = '#0a6a5c'
const mark =
  'M11 25C5.500 21 5.500 11 11 7c5 3.600 5 14.400 10 18 5.500-4 5.500-14 0-18-2.100 1.500-3.300 4.300-4.200 7.200M15.200 17.800C14.300 20.700 13.100 23.500 11 25'

/** The mark on its ground; a maskable one fills the square and keeps the mark inside what every mask leaves. */
const picture = ({ radius, scale }) => `
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
  <rect width="32" height="32" rx="${radius}" fill="${green}"/>
  <g transform="translate(16 16) scale(${scale}) translate(-16 -16)" fill="none" stroke="#fff" stroke-width="2.4" stroke-linecap="round">
    <path d="${mark}"/>
  </g>
</svg>`

const icons = [
  { file: 'public/icons/icon-192.png', size: 192, radius: 8, scale: 1 },
  { file: 'public/icons/icon-512.png', size: 512, radius: 8, scale: 1 },
  { file: 'public/icons/maskable-192.png', size: 192, radius: 0, scale: 0.82 },
  { file: 'public/icons/maskable-512.png', size: 512, radius: 0, scale: 0.82 },
  { file: 'app/apple-icon.png', size: 180, radius: 0, scale: 0.9 },
]

function draw({ size, ...look }) {
  const drawn = sharp(Buffer.from(picture(look)), { density: 72 * (size / 32) * 2 })
  return drawn.resize(size, size).png({ compressionLevel: 9 }).toBuffer()
}

/** An ICO of one PNG: https://en.wikipedia.org/wiki/ICO_(file_format)#Header */
function icoOf(png, size) {
  const header = Buffer.alloc(22)
  header.writeUInt16LE(1, 2) // an icon,
  header.writeUInt16LE(1, 4) // of one picture
  header.writeUInt8(size, 6)
  header.writeUInt8(size, 7)
  header.writeUInt16LE(1, 10)
  header.writeUInt16LE(32, 12)
  header.writeUInt32LE(png.length, 14)
  header.writeUInt32LE(header.length, 18)
  return Buffer.concat([header, png])
}

for (const { file, ...look } of icons) {
  const target = path.join(root, file)
  await mkdir(path.dirname(target), { recursive: true })
  await writeFile(target, await draw(look))
}
// Browsers ask for it on a page that names no icon, or none yet.
const small = 32
const favicon = icoOf(await draw({ size: small, radius: 8, scale: 1 }), small)
await writeFile(path.join(root, 'public/favicon.ico'), favicon)
