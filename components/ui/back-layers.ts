import { isTouch } from '@/components/ui/is-touch'

/** Says whether it closed. */
type Close = () => boolean

/** What an entry of the history says of layers: how many lie over its page, and whether the next entry is one more. */
type Mark = { layer?: number; isUnder?: boolean }

/** What lies over the page, the lowest first. */
let layers: { close: Close }[] = []
/** Whether the way back goes on by itself to the page of the entry that it came to. */
let isSkipping = false

const markOf = (state: unknown): Mark => (state as Mark | null) ?? {}
const mark = (changed: Mark) => ({ ...(history.state as object | null), ...changed })

/**
 * Lets the way back (a button or gesture of the phone) close what lies over the page, by an entry of the history for each
 * layer. To be called when one opens; the returned function when it has closed. The entry of a layer that closed otherwise
 * stays: the next layer takes it over, and the way back skips it. To go back from here at once could meet a page that is
 * just coming.
 */
export function openLayer(close: Close): () => void {
  // Where fingers are, there is a way back that is not on the page.
  if (!isTouch()) return () => undefined
  const layer = { close }
  layers = [...layers, layer]
  cover()
  return () => {
    layers = layers.filter((each) => each !== layer)
  }
}

function cover() {
  const depth = markOf(history.state).layer ?? 0
  for (let next = depth + 1; next <= layers.length; next++) {
    history.replaceState(mark({ isUnder: true }), '')
    history.pushState(mark({ layer: next, isUnder: false }), '')
  }
}

function onPop(event: PopStateEvent) {
  const { layer: depth = 0, isUnder = false } = markOf(event.state)
  if (isUnder) history.replaceState(mark({ isUnder: false }), '')
  if (depth < layers.length) {
    // The router need not know that something closed.
    event.stopImmediatePropagation()
    isSkipping = false
    for (const layer of layers.slice(depth).toReversed()) {
      if (layer.close()) layers = layers.filter((each) => each !== layer)
    }
    // What did not close.
    cover()
    return
  }
  const isLeftOver = depth > layers.length
  // Who comes to it from the entry above has seen this page all the time.
  const isSeen = isUnder && !isSkipping
  isSkipping = isLeftOver && !isSeen
  if (!isLeftOver && !isSeen) return
  event.stopImmediatePropagation()
  history.back()
}

// Before the router.
if (typeof window !== 'undefined') addEventListener('popstate', onPop, { capture: true })
