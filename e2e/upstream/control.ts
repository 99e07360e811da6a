import { type Exchange, sendJson } from './exchange.ts'
import { ScriptError, requireScript } from './script.ts'
import { refusal } from './wire.ts'
import { type Upstream } from './upstream.ts'

interface Controls extends Pick<Upstream, 'requests' | 'script' | 'release'> {
  forgetRequests(): void
  forgetScripts(): void
}

function registerScript(controls: Controls, body: unknown) {
  if (typeof body !== 'object' || body === null || !('model' in body) || !('script' in body)) {
    throw new ScriptError('the body is { model, script }')
  }
  const { model, script } = body
  if (typeof model !== 'string') throw new ScriptError('model is a string')
  controls.script(model, Array.isArray(script) ? script.map(requireScript) : requireScript(script))
}

/** The endpoints under /__upstream. Throws ScriptError for a bad script. */
export function control(controls: Controls, exchange: Exchange) {
  const body = exchange.body.value
  const route = `${exchange.request.method} ${exchange.path.slice('/__upstream'.length)}`
  switch (route) {
    case 'GET /health':
      return sendJson(exchange, 200, { status: 'ok' })
    case 'GET /requests':
      return sendJson(exchange, 200, { data: controls.requests() })
    case 'DELETE /requests':
      controls.forgetRequests()
      return sendJson(exchange, 200, { cleared: true })
    case 'DELETE /scripts':
      controls.forgetScripts()
      return sendJson(exchange, 200, { cleared: true })
    case 'POST /scripts':
      registerScript(controls, body)
      return sendJson(exchange, 201, { registered: true })
    case 'POST /release': {
      const model = (body as { model?: string } | null)?.model
      return sendJson(exchange, 200, { released: controls.release(model) })
    }
    default:
      return sendJson(exchange, 404, refusal(404, 'Not Found'))
  }
}
