const blankLine = /(?:\r\n|\n|\r(?!\n))(?:\r\n|\n|\r(?!\n))/g

/** Cuts the text of an event stream into whole events, each with its closing blank line, byte for byte. */
export class SseSplitter {
  #rest = ''

  /** The events that this piece of text completes. */
  push(text: string): string[] {
    // A terminator is at most four characters long and may have begun in the previous piece.
    const searchFrom = Math.max(0, this.#rest.length - 3)
    const buffer = this.#rest + text
    return buffer.includes('\r')
      ? this.#cutAnyLineEnds(buffer, searchFrom)
      : this.#cutLineFeeds(buffer, searchFrom)
  }

  /** What has come of an event that never ended. */
  takeRest(): string {
    const rest = this.#rest
    this.#rest = ''
    return rest
  }

  #cutLineFeeds(buffer: string, searchFrom: number): string[] {
    const events: string[] = []
    let start = 0
    let end = buffer.indexOf('\n\n', searchFrom)
    while (end >= 0) {
      events.push(buffer.slice(start, end + 2))
      start = end + 2
      end = buffer.indexOf('\n\n', start)
    }
    this.#rest = start === 0 ? buffer : buffer.slice(start)
    return events
  }

  #cutAnyLineEnds(buffer: string, searchFrom: number): string[] {
    const events: string[] = []
    let start = 0
    blankLine.lastIndex = searchFrom
    for (let match = blankLine.exec(buffer); match; match = blankLine.exec(buffer)) {
      // The line feed of a CRLF may come with the next piece; without it the event would lose its blank line.
      if (blankLine.lastIndex === buffer.length && buffer.endsWith('\r')) break
      events.push(buffer.slice(start, blankLine.lastIndex))
      start = blankLine.lastIndex
    }
    this.#rest = buffer.slice(start)
    return events
  }
}
