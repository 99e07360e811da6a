import { fromFd, type Entry, type ZipFile } from 'yauzl'

import { SkeinError } from '@/lib/core/errors'
import { invalidImport } from '@/lib/server/transfer/read-records'
import { importTooLarge, type Upload } from '@/lib/server/transfer/upload'

/** A file to be imported, which may be read several times, one document of JSON after the other. */
export type ImportSource = {
  /** Bytes of JSON. */
  size: number
  documents: readonly { read(): Promise<AsyncIterable<Uint8Array>> }[]
}

const chunkBytes = 64 * 1024
const mostEntries = 200_000

/**
 * Finds the JSON in an upload: the file itself, or conversations.json in a ZIP (large accounts get several, numbered). Throws
 * `invalid_import`, and `import_too_large` when the unpacked JSON would be larger than `limit` bytes.
 */
export async function openImportSource(
  { handle, size }: Upload,
  limit: number,
): Promise<ImportSource> {
  const { buffer } = await handle.read(Buffer.alloc(4), 0, 4, 0)
  const isZip = buffer.readUInt32BE() === 0x504b0304
  if (isZip) return openZip(handle.fd, limit)
  const read = async () =>
    handle.createReadStream({ start: 0, autoClose: false, highWaterMark: chunkBytes })
  return { size, documents: [{ read }] }
}

const isConversations = ({ fileName }: Entry) =>
  /^(?:[^/]+\/)*conversations(?:-\d+)?\.json$/i.test(fileName)

async function openZip(fd: number, limit: number): Promise<ImportSource> {
  const zip = await openDirectory(fd)
  const entries = (await findConversations(zip)).sort((one, other) =>
    one.fileName < other.fileName ? -1 : 1,
  )
  if (entries.length === 0) throw invalidImport('There is no conversations.json in the ZIP.')
  if (entries.some((entry) => entry.isEncrypted())) {
    throw invalidImport('The ZIP is encrypted. Unpack it and choose its conversations.json.')
  }
  const size = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0)
  if (size > limit) throw importTooLarge(limit)
  return { size, documents: entries.map((entry) => ({ read: () => unpack(zip, entry) })) }
}

function openDirectory(fd: number): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    const options = { lazyEntries: true, autoClose: false, validateEntrySizes: true }
    fromFd(fd, options, (error, zip) => (error ? reject(unreadable(error)) : resolve(zip)))
  })
}

function findConversations(zip: ZipFile): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    if (zip.entryCount > mostEntries) return reject(invalidImport('The ZIP has too many entries.'))
    const found: Entry[] = []
    zip.on('entry', (entry: Entry) => {
      if (isConversations(entry)) found.push(entry)
      zip.readEntry()
    })
    zip.once('end', () => resolve(found))
    zip.once('error', (error) => reject(unreadable(error)))
    zip.readEntry()
  })
}

/** An entry that holds more than its directory says is an error of the stream, so nothing can swell beyond its size. */
async function unpack(zip: ZipFile, entry: Entry): Promise<AsyncIterable<Uint8Array>> {
  const stream = await new Promise<AsyncIterable<Uint8Array>>((resolve, reject) =>
    zip.openReadStream(entry, (error, opened) =>
      error ? reject(unreadable(error)) : resolve(opened),
    ),
  )
  return readable(stream)
}

async function* readable(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* stream
  } catch (error) {
    throw error instanceof SkeinError ? error : unreadable(error)
  }
}

const unreadable = (cause: unknown) =>
  new SkeinError('invalid_import', 'The ZIP is damaged and cannot be unpacked.', { cause })
