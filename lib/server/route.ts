import { v7 } from 'uuid'
import { z } from 'zod'

import { errorStatus, SkeinError } from '@/lib/core/errors'
import type { Actor } from '@/lib/core/access/actor'
import { check } from '@/lib/core/check'
import { queryOfName } from '@/lib/core/api/other-names'
import { refusedOperation, type Method, type Operation } from '@/lib/core/api/operation'
import { authenticate } from '@/lib/server/auth/authenticate'
import { authorize, nobody } from '@/lib/server/auth/authorize'
import { corsHeaders } from '@/lib/server/http/cors'
import { rateLimitHeaders, refuseBeyondLimit } from '@/lib/core/limits/limit-state'
import { checkOrigin } from '@/lib/server/http/check-origin'
import { loggedPath } from '@/lib/server/http/logged-path'
import { readJson } from '@/lib/server/http/read-body'
import { countRequest } from '@/lib/server/limits/count-request'
import { getServices, type Services } from '@/lib/server/services'

type Input<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType> = {
  services: Services
  actor: Actor
  params: z.output<Params>
  query: z.output<Query>
  body: z.output<Body>
  headers: Headers
  /** What the answer's `x-request-id` says, and the log. */
  requestId: string
  /** For a handler that reads the body by itself. */
  request: Request
  /** Aborted when the client leaves. */
  signal: AbortSignal
}

type RouteContext = { params: Promise<Record<string, string | string[]>> }

/**
 * Wraps the handler of an operation: checks where the request comes from, validates parameters, query and body with the
 * operation's schemas, finds out who asks, runs it, logs one line and turns errors into the one error shape. The handler
 * returns a Response, or a value that is sent as JSON.
 */
export function route<
  Params extends z.ZodType = z.ZodUnknown,
  Query extends z.ZodType = z.ZodUnknown,
  Body extends z.ZodType = z.ZodUnknown,
>(
  operation: Operation<Params, Query, Body>,
  handle: (input: Input<Params, Query, Body>) => Promise<unknown>,
) {
  return Object.assign(answer, { operation })

  async function answer(request: Request, context: RouteContext): Promise<Response> {
    const startedAt = performance.now()
    const requestId = v7()
    const services = await getServices()
    const headers = new Headers()
    let response: Response
    try {
      response = toResponse(await serve(services, { request, context, requestId, headers }))
    } catch (error) {
      response = errorResponse(services, error, requestId)
    }
    response.headers.set('x-request-id', requestId)
    headers.forEach((value, name) => response.headers.set(name, value))
    for (const [name, value] of corsHeaders(request.headers, services.env.CORS_ORIGINS)) {
      response.headers.append(name, value)
    }
    const duration_ms = Math.round(performance.now() - startedAt)
    const { status } = response
    services.metrics.observeRequest({ operation: operation.id, status, ms: duration_ms })
    services.log.info('request', {
      request_id: requestId,
      operation: operation.id,
      method: request.method,
      path: loggedPath(new URL(request.url).pathname),
      status,
      duration_ms,
    })
    return response
  }

  /**
   * Who asks, once their request was counted; `told` learns where they stand. What is public is done for nobody in particular,
   * whatever credentials come along.
   */
  async function actorOf(services: Services, asked: Headers, told: Headers): Promise<Actor> {
    let refusal: unknown = null
    const asker =
      operation.access === 'public'
        ? null
        : await authenticate(services, asked).catch((error) => {
            refusal = error
            return null
          })
    const standing = await countRequest(services, { operation, actor: asker, headers: asked })
    if (standing) {
      for (const [name, value] of rateLimitHeaders(standing)) told.set(name, value)
      refuseBeyondLimit(standing)
    }
    if (refusal) throw refusal
    return operation.access === 'public' ? nobody : authorize(asker, operation.access)
  }

  const stillActor = async (services: Services, asked: Headers) =>
    operation.access === 'public'
      ? nobody
      : authorize(await authenticate(services, asked), operation.access)

  async function readBody(request: Request, limit: number) {
    return operation.bodyIsOptional && !hasBody(request.headers) ? {} : readJson(request, limit)
  }

  /** Adds to `headers` what the answer tells whatever becomes of the request. */
  async function serve(
    services: Services,
    {
      request,
      context,
      requestId,
      headers,
    }: { request: Request; context: RouteContext; requestId: string; headers: Headers },
  ) {
    const { env } = services
    checkOrigin(request.headers, { hosts: env.ALLOWED_HOSTS, origins: env.CORS_ORIGINS })
    const actor = await actorOf(services, request.headers, headers)
    const params = check(operation.params ?? z.unknown(), await context.params)
    const url = new URL(request.url)
    const query = check(operation.query ?? z.unknown(), {
      ...queryOfName(url.pathname),
      ...Object.fromEntries(url.searchParams),
    })
    const readingSince = performance.now()
    const body =
      operation.body && check(operation.body, await readBody(request, env.MAX_BODY_BYTES))
    const wasSlow = performance.now() - readingSince > slowBodyMs
    return handle({
      services,
      // A body may take minutes, in which whoever sends it may lose what they were let in by.
      actor: wasSlow ? await stillActor(services, request.headers) : actor,
      params: params as z.output<Params>,
      query: query as z.output<Query>,
      body: body as z.output<Body>,
      headers: request.headers,
      requestId,
      request,
      signal: request.signal,
    })
  }
}

type Handler = ((request: Request, context: RouteContext) => Promise<Response>) & {
  operation: Pick<Operation, 'method'>
}

/** A body that takes longer has its sender looked at again. */
const slowBodyMs = 1000

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** What a route file exports: the handlers of one address by their methods, and a refusal for every other method. */
export function resource(...handlers: Handler[]): Record<Method | 'OPTIONS', Handler> {
  const allow = [...handlers.map(({ operation }) => operation.method), 'OPTIONS'].join(', ')
  const refuse = route(refusedOperation, async () => {
    throw new SkeinError('method_not_allowed', `This address answers to ${allow} only.`, { allow })
  })
  const options = route(
    refusedOperation,
    async () => new Response(null, { status: 204, headers: { allow } }),
  )
  const all = methods.map((method) => [
    method,
    handlers.find(({ operation }) => operation.method === method) ?? refuse,
  ])
  return Object.fromEntries([...all, ['OPTIONS', options]])
}

/** HTTP's own rule; `request.body` is an empty stream also when nothing was sent. */
const hasBody = (headers: Headers) =>
  headers.has('transfer-encoding') || Number(headers.get('content-length') ?? 0) > 0

const toResponse = (value: unknown): Response =>
  value instanceof Response ? value : Response.json(value)

function errorResponse({ log }: Services, error: unknown, requestId: string): Response {
  const known = error instanceof SkeinError ? error : null
  if (!known) log.error('request-failed', { request_id: requestId }, error)
  const { code, message, fields, retryAfter, allow } =
    known ??
    new SkeinError(
      'internal_error',
      'Something went wrong inside Skein. The log knows the request id.',
    )
  return Response.json(
    { error: { code, message, ...(fields ? { fields } : {}), request_id: requestId } },
    {
      status: errorStatus[code],
      headers: {
        ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
        ...(allow === undefined ? {} : { allow }),
      },
    },
  )
}
