import { Tokenizer, TokenParser, TokenType } from '@streamparser/json'

import { SkeinError } from '@/lib/core/errors'
import {
  fromChatGpt,
  isChatGptConversation,
  type ChatGptOptions,
} from '@/lib/core/transfer/chatgpt'
import { exportFormat, exportVersion } from '@/lib/core/transfer/records'

/** Bytes of JSON that one record, or one conversation of ChatGPT's, may have. */
export const maxRecordBytes = 32 * 1024 * 1024
const deepest = 100

/** Keeps every text as it is; a number that JavaScript would not keep, such as 1e999, is no number to be stored. */
class StrictTokenizer extends Tokenizer {
  constructor() {
    super()
    // Its own decoder takes a byte order mark inside a text for the beginning of a file, and drops it.
    const { bufferedString } = this as unknown as { bufferedString: { decoder: TextDecoder } }
    bufferedString.decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  }

  protected override parseNumber(text: string): number {
    const value = Number(text)
    if (!Number.isFinite(value)) throw invalidImport(`The file holds a number out of range.`)
    return value
  }
}

/**
 * Reads an export, ours or ChatGPT's, and yields its records as they stand, unchecked, in small batches: of the whole file
 * only what belongs to one record is kept in memory. Throws `invalid_import` for what is neither, or is not JSON.
 */
export async function* readRecords(
  bytes: AsyncIterable<Uint8Array>,
  options: ChatGptOptions,
): AsyncGenerator<unknown[]> {
  const reader = new RecordReader(options)
  for await (const chunk of bytes) {
    const records = reader.write(chunk)
    if (records.length > 0) yield records
  }
  reader.end()
}

class RecordReader {
  readonly #options: ChatGptOptions
  readonly #tokenizer = new StrictTokenizer()
  #parser: TokenParser | null = null
  #records: unknown[] = []
  #head: Record<string, unknown> = {}
  #depth = 0
  #consumed = 0
  #recordBegan = 0
  /** The byte at which the last token begins that was in order. */
  #soundUntil = 0
  #count = 0
  #refusal: SkeinError | null = null

  constructor(options: ChatGptOptions) {
    this.#options = options
    this.#tokenizer.onToken = (token) => this.#guarded(() => this.#take(token))
    this.#tokenizer.onError = () => this.#refuseJson()
  }

  write(chunk: Uint8Array): unknown[] {
    this.#guarded(() => this.#tokenizer.write(chunk))
    this.#consumed += chunk.length
    if (this.#refusal) throw this.#refusal
    if (this.#consumed - this.#recordBegan > maxRecordBytes) {
      throw invalidImport(`One entry of the file is larger than ${maxRecordBytes} bytes.`)
    }
    const records = this.#records
    this.#records = []
    return records
  }

  end(): void {
    this.#guarded(() => this.#tokenizer.end())
    if (this.#refusal) throw this.#refusal
    if (!this.#parser?.isEnded) throw invalidImport('The file is cut off.')
    if (this.#count === 0 && this.#parser && 'format' in this.#head) this.#checkHead()
    else if (this.#count === 0 && !this.#isList) throw unknownFile()
  }

  #isList = false

  #take(token: Parameters<Tokenizer['onToken']>[0]) {
    if (this.#refusal) return
    if (token.token === TokenType.LEFT_BRACE || token.token === TokenType.LEFT_BRACKET) {
      if (++this.#depth > deepest) {
        throw invalidImport(`The file is nested more than ${deepest} levels deep.`)
      }
    } else if (token.token === TokenType.RIGHT_BRACE || token.token === TokenType.RIGHT_BRACKET) {
      this.#depth--
    }
    this.#parser ??= this.#parserFor(token.token)
    this.#parser.write(token)
    this.#soundUntil = token.offset
  }

  #parserFor(first: TokenType): TokenParser {
    this.#isList = first === TokenType.LEFT_BRACKET
    if (!this.#isList && first !== TokenType.LEFT_BRACE) throw unknownFile()
    const parser = new TokenParser({
      paths: this.#isList ? ['$.*'] : ['$.format', '$.version', '$.records.*'],
      keepStack: false,
    })
    parser.onValue = ({ value, key, stack }) =>
      this.#guarded(() => {
        if (stack.length === 1 && !this.#isList) this.#head[String(key)] = value
        else this.#addRecord(value)
      })
    parser.onError = () => this.#refuseJson()
    return parser
  }

  #addRecord(value: unknown) {
    this.#recordBegan = this.#consumed
    this.#count++
    if (!this.#isList) {
      if (this.#count === 1) this.#checkHead()
      this.#records.push(value)
      return
    }
    if (this.#count === 1 && !isChatGptConversation(value)) throw unknownFile()
    this.#records.push(...fromChatGpt(value, this.#options))
  }

  #checkHead() {
    const { format, version } = this.#head
    if (format !== exportFormat) throw unknownFile()
    if (version !== exportVersion) {
      throw invalidImport(
        `The file has version ${JSON.stringify(version)} of Skein's format; this Skein reads version ${exportVersion}.`,
      )
    }
  }

  /** The parsers catch what their callbacks throw, so the first refusal is kept aside. */
  #guarded(run: () => void) {
    try {
      run()
    } catch (error) {
      if (!(error instanceof SkeinError)) throw error
      this.#refuse(error)
    }
  }

  #refuseJson() {
    this.#refuse(invalidImport(`The file is not valid JSON after byte ${this.#soundUntil}.`))
  }

  #refuse(error: SkeinError) {
    this.#refusal ??= error
  }
}

export const invalidImport = (message: string) => new SkeinError('invalid_import', message)

const unknownFile = () =>
  invalidImport(
    "The file is no export of Skein's and no conversations.json of ChatGPT's. Choose one of these, or the ZIP that ChatGPT sent.",
  )
