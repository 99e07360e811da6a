import { fileIdOf } from '@/lib/core/file/file-address'
import { historyCharacters } from '@/lib/core/context/context-budget'
import { takesFile } from '@/lib/core/context/convert-file'
import type { HistoryMessage } from '@/lib/core/context/history-message'
import type { Model } from '@/lib/core/models/model'
import type { MessagePart } from '@/lib/core/thread/message'
import type { FileStore } from '@/lib/core/ports'
import type { Database } from '@/lib/server/services'

/** The files of a request by their ids, in base64, as they are sent. */
export type SentFiles = ReadonlyMap<string, string>

type Link = { messageId: string; file: StoredFile }
type StoredFile = {
  id: string
  mediaType: string
  size: number
  width: number | null
  height: number | null
}

/** Of all files of one request together, texts apart; the oldest ones are named only. */
const mostBytes = 25_000_000

/** Puts the bytes of attached files into the messages that carry them, as far as a model takes them. */
export class Attachments {
  readonly #prisma: Database['prisma']
  readonly #files: FileStore

  constructor({ prisma, files }: { prisma: Database['prisma']; files: FileStore }) {
    this.#prisma = prisma
    this.#files = files
  }

  /**
   * The same messages, with a data URL in each file part that the model is to get. What a part says about its file counts for
   * nothing: whether the message may carry it, and what it is, is told by the rows.
   */
  async fill(
    history: readonly HistoryMessage[],
    model: Model,
  ): Promise<{ history: HistoryMessage[]; files: SentFiles }> {
    const carrying = history.filter(({ parts }) => filesIn(parts).length > 0)
    if (carrying.length === 0) return { history: [...history], files: new Map() }
    const links = await this.#prisma.messageFile.findMany({
      where: { messageId: { in: carrying.map(({ id }) => id) } },
      select: { messageId: true, file: { select: factsOfFile } },
    })
    const contents = await this.#read(chosen(carrying, links, model))
    const files = new Map<string, string>()
    const filled = history.map((message) => {
      if (filesIn(message.parts).length === 0) return message
      const own = links.filter(({ messageId }) => messageId === message.id)
      const parts = (message.parts ?? []).map((part): MessagePart => {
        const file = own.find(
          ({ file: { id } }) => id === fileIdOf('url' in part && part.url),
        )?.file
        const base64 = file && contents.get(file.id)
        if (!file || base64 === undefined || part.type !== 'file') return part
        if (file.mediaType !== 'text/plain') files.set(file.id, base64)
        const { mediaType, ...facts } = file
        const url = `data:${mediaType};base64,${base64}`
        return { ...part, mediaType, url, providerMetadata: { skein: facts } }
      })
      return { ...message, parts }
    })
    return { history: filled, files }
  }

  async #read(files: readonly { id: string }[]): Promise<Map<string, string>> {
    const contents = new Map<string, string>()
    for (const { id } of files) {
      const bytes = await this.#files.read(id)
      if (bytes) contents.set(id, Buffer.from(bytes).toString('base64'))
    }
    return contents
  }

  /** The bytes of files in base64, as they were sent; those that are gone are missing. */
  readBase64(ids: readonly string[]): Promise<SentFiles> {
    return this.#read(ids.map((id) => ({ id })))
  }
}

const factsOfFile = { id: true, mediaType: true, size: true, width: true, height: true } as const

type Part = { type?: unknown; url?: unknown }

const filesIn = (parts: unknown): string[] =>
  (Array.isArray(parts) ? parts : []).flatMap((part: Part | null) =>
    part?.type === 'file' ? (fileIdOf(part.url) ?? []) : [],
  )

/** What is sent of what the messages carry: the newest first, until there is too much of it. */
function chosen(
  carrying: readonly HistoryMessage[],
  links: readonly Link[],
  model: Model,
): StoredFile[] {
  const left = { text: historyCharacters(model), other: mostBytes }
  const files = new Map<string, StoredFile>()
  for (const message of carrying.toReversed()) {
    for (const { messageId, file } of links) {
      if (messageId !== message.id || files.has(file.id)) continue
      const kind = file.mediaType === 'text/plain' ? 'text' : 'other'
      if (!takesFile(file.mediaType, model.abilities) || file.size > left[kind]) continue
      left[kind] -= file.size
      files.set(file.id, file)
    }
  }
  return [...files.values()]
}
