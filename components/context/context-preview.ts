import type { Request } from '@/components/api/request'
import type { ContextPreview } from '@/lib/core/context/context'

const typingPauseMs = 600

export type ContextPreviewState = {
  /** The last that was fetched; stays when the next one cannot be. */
  readonly preview: ContextPreview | null
  /** Why the last fetch failed. */
  readonly failure: unknown
  /** What was written when it was fetched. */
  readonly draft: string
}

export type PreviewWanted = { threadId: string; model: string; draft: string }

/** What the next turn of a thread would send. Throws what the request throws. */
export async function fetchPreview(
  request: Request,
  { threadId, model, draft }: PreviewWanted,
  signal: AbortSignal,
): Promise<ContextPreview> {
  const response = await request(`/api/threads/${threadId}/context`, {
    method: 'POST',
    body: { model, draft },
    signal,
  })
  return response.json() as Promise<ContextPreview>
}

/** What the next turn of one thread would send, kept true while somebody looks at it. */
export class ContextPreviewStore {
  readonly #request: Request
  readonly #listeners = new Set<() => void>()
  #state: ContextPreviewState = { preview: null, failure: null, draft: '' }
  #wanted: PreviewWanted
  #isOpen = false
  #timer: ReturnType<typeof setTimeout> | undefined
  #fetching: AbortController | null = null

  constructor(request: Request, wanted: { threadId: string; model: string }) {
    this.#request = request
    this.#wanted = { ...wanted, draft: '' }
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  getState = (): ContextPreviewState => this.#state

  /** Begins to fetch, now and from now on. Returns how to end it. */
  open = (): (() => void) => {
    this.#isOpen = true
    this.refresh()
    return () => {
      this.#isOpen = false
      clearTimeout(this.#timer)
      this.#fetching?.abort()
    }
  }

  /** Takes note of the model that answers next. */
  setModel = (model: string): void => {
    if (model === this.#wanted.model) return
    this.#wanted = { ...this.#wanted, model }
    this.refresh()
  }

  /** Takes note of what is being written. Fetches when the typing stops. */
  write = (draft: string): void => {
    if (draft === this.#wanted.draft) return
    this.#wanted = { ...this.#wanted, draft }
    if (!this.#isOpen) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(this.refresh, typingPauseMs)
  }

  /** Fetches in the place of any fetch that is on its way. */
  refresh = (): void => {
    if (!this.#isOpen) return
    clearTimeout(this.#timer)
    this.#fetching?.abort()
    this.#fetching = new AbortController()
    void this.#fetch(this.#wanted, this.#fetching.signal)
  }

  async #fetch(wanted: PreviewWanted, signal: AbortSignal) {
    try {
      const preview = await fetchPreview(this.#request, wanted, signal)
      if (!signal.aborted) this.#set({ preview, failure: null, draft: wanted.draft })
    } catch (failure) {
      if (!signal.aborted) this.#set({ ...this.#state, failure })
    }
  }

  #set(state: ContextPreviewState) {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}
