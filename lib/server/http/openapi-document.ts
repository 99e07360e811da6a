import { createDocument, type ZodOpenApiOperationObject } from 'zod-openapi'
import { z } from 'zod'

import { apiKeySchema } from '@/lib/core/access/api-key'
import { auditEventSchema } from '@/lib/core/access/audit'
import type { Access } from '@/lib/core/access/can'
import { invitationSchema } from '@/lib/core/access/invitation'
import { memberSchema } from '@/lib/core/access/member'
import { sessionSchema } from '@/lib/core/access/session'
import { tokenSchema } from '@/lib/core/access/token'
import { usageSchema } from '@/lib/core/access/usage'
import { currentUserSchema } from '@/lib/core/access/user'
import { workspaceSchema } from '@/lib/core/access/workspace'
import type { Operation } from '@/lib/core/api/operation'
import { operations } from '@/lib/core/api/operations'
import { otherAddresses } from '@/lib/core/api/other-names'
import { errorStatus, type ErrorCode } from '@/lib/core/errors'
import { ledgerSchema, previewSchema } from '@/lib/core/context/context'
import { limitClassOf } from '@/lib/core/limits/limit-class-of'
import { modelSchema } from '@/lib/core/models/model'
import { summarySchema } from '@/lib/core/summary/summary'
import { messageSchema, messageVersionSchema } from '@/lib/core/thread/message'
import { profileSchema } from '@/lib/core/thread/profile'
import { threadListItemSchema, threadSchema } from '@/lib/core/thread/thread'

type Responses = NonNullable<ZodOpenApiOperationObject['responses']>
type Document = ReturnType<typeof createDocument>

const errorSchema = z.object({
  error: z.object({
    code: z.string(),
    message: z.string().describe('What happened and what to do, for a person'),
    fields: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .optional()
      .describe('What is wrong with the request'),
    request_id: z.uuid().describe('Also in the header x-request-id and in the log'),
  }),
})

const ofEvery: ErrorCode[] = ['invalid_host', 'forbidden_origin', 'internal_error']
const ofThoseWhoAsk: ErrorCode[] = ['unauthenticated', 'forbidden']
const ofBodies: ErrorCode[] = [
  'invalid_json',
  'body_too_large',
  'unsupported_media_type',
  'validation_failed',
]

const requestId = {
  'x-request-id': { description: 'The id of the request', schema: z.uuid() },
}

/** What is asked of models counts against the workspace's budget as well. */
function ofLimits(operation: Operation): ErrorCode[] {
  const limitClass = limitClassOf(operation)
  if (!limitClass) return []
  return limitClass === 'chat' ? ['rate_limited', 'budget_spent'] : ['rate_limited']
}

/** The codes that an operation can answer with. */
export function errorsOf(operation: Operation): ErrorCode[] {
  const { access, errors = [], body, params, query, headers } = operation
  const refuses = access === 'public' ? [] : ofThoseWhoAsk
  const validates = params || query || headers ? (['validation_failed'] as const) : []
  return [
    ...new Set([
      ...ofEvery,
      ...refuses,
      ...ofLimits(operation),
      ...(body ? ofBodies : []),
      ...validates,
      ...errors,
    ]),
  ]
}

const limitHeaders = z.object({
  ratelimit: z
    .string()
    .optional()
    .describe('How many more requests of its class there may be: `"chat";r=57;t=41`'),
  'ratelimit-policy': z.string().optional().describe('The limit: `"chat";q=60;w=60`'),
  'ratelimit-limit': z.string().optional(),
  'ratelimit-remaining': z.string().optional(),
  'ratelimit-reset': z.string().optional().describe('Seconds'),
})

const limitHeadersOf = (operation: Operation) => (limitClassOf(operation) ? limitHeaders.shape : {})

function errorResponses(operation: Operation): Responses {
  const byStatus = Object.groupBy(errorsOf(operation), (code) => errorStatus[code])
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, codes = []]) => [
      status,
      {
        description: codes.map((code) => `\`${code}\``).join(', '),
        headers: z.object({
          'x-request-id': requestId['x-request-id'].schema,
          ...limitHeadersOf(operation),
          ...(codes.some((code) => retryable.has(code))
            ? { 'retry-after': z.string().optional().describe('Seconds') }
            : {}),
        }),
        content: {
          'application/json': {
            schema: errorSchema,
            examples: Object.fromEntries(codes.map((code) => [code, { value: example(code) }])),
          },
        },
      },
    ]),
  )
}

const retryable = new Set<ErrorCode>([
  'rate_limited',
  'provider_overloaded',
  'shutting_down',
  'provider_timeout',
])

const example = (code: ErrorCode) => ({
  error: {
    code,
    message: messages[code] ?? 'A sentence that says what happened and what to do.',
    ...(code === 'validation_failed'
      ? { fields: [{ path: 'limit', message: 'Invalid input: expected number, received NaN' }] }
      : {}),
    request_id: '019a6f3c-7c30-7e52-8b2d-62d2e3b8f007',
  },
})

const messages: Partial<Record<ErrorCode, string>> = {
  invalid_json: 'The body is not JSON.',
  body_too_large: 'The body is larger than 1048576 bytes (MAX_BODY_BYTES).',
  unsupported_media_type: 'Send the body as application/json.',
  validation_failed:
    'The request is not valid: limit: Invalid input: expected number, received NaN.',
  thread_not_found: 'There is no thread 019a6f3c-5a10-7c39-9d35-0f6f3f6b2f01.',
  message_not_found: 'There is no message 019a6f3c-6b20-7d41-8a1c-51c1d2a7e003.',
  unknown_model: 'There is no model nobody/nothing. GET /api/models lists them.',
  invalid_host:
    'Skein does not answer to the host name "evil.example". Add it to ALLOWED_HOSTS if it is yours.',
  forbidden_origin: 'This request comes from another site.',
  unauthenticated: 'Sign in first, or send an API key as `Authorization: Bearer sk_skein_…`.',
  forbidden: 'This API key may only read.',
  rate_limited: 'Too many requests in a short time. Try again in 7 seconds.',
  internal_error: 'Something went wrong inside Skein. The log knows the request id.',
}

function successResponses(operation: Operation): Responses {
  return Object.fromEntries(
    Object.entries(operation.answers).map(([status, { description, content, headers = {} }]) => [
      status,
      {
        description,
        headers: z.object({
          'x-request-id': requestId['x-request-id'].schema,
          ...limitHeadersOf(operation),
          ...Object.fromEntries(
            Object.entries(headers).map(([name, meaning]) => [name, z.string().describe(meaning)]),
          ),
        }),
        content,
      },
    ]),
  )
}

const requestHeaders = (headers: Record<string, string>) =>
  z.object(
    Object.fromEntries(
      Object.entries(headers).map(([name, meaning]) => [
        name,
        z.string().max(200).optional().describe(meaning),
      ]),
    ),
  )

/** The ways to say who asks; any one will do. */
const securitySchemes = {
  bearerAuth: {
    type: 'http',
    scheme: 'bearer',
    description:
      'An API key (`sk_skein_…`), an access token of `POST /api/auth/token`, or a JWT of the issuer that the server trusts.',
  },
  apiKeyAuth: { type: 'apiKey', in: 'header', name: 'X-API-Key', description: 'An API key.' },
  sessionAuth: {
    type: 'apiKey',
    in: 'cookie',
    name: 'authjs.session-token',
    description:
      'The session of a browser that signed in on the page; with TLS its name begins with `__Secure-`.',
  },
} as const

const credentials = Object.keys(securitySchemes).map((name) => ({ [name]: [] }))

/** What somebody must be, for a person to read. */
const needs: Record<Access, string | null> = {
  public: null,
  read: null,
  chat: 'Not with an API key of the scope `read`.',
  account: 'Not for guests; an API key needs the scope `admin`.',
  workspace: 'For the owner and the admins of the workspace; an API key needs the scope `admin`.',
  server: 'For administrators of the server; an API key needs the scope `admin`.',
  monitor: 'For administrators of the server.',
}

function toOpenapi(operation: Operation): ZodOpenApiOperationObject {
  const { id, tag, summary, description, params, query, headers, body } = operation
  const others = otherAddresses(operation.path)
  const also =
    others.length > 0 ? [`Also at ${others.map((name) => `\`${name}\``).join(', ')}.`] : []
  const bodies = operation.documentedBody ?? (body ? { 'application/json': body } : null)
  return {
    operationId: id,
    tags: [tag],
    summary,
    description:
      [description, needs[operation.access], ...also].filter(Boolean).join('\n\n') || undefined,
    security: operation.access === 'public' ? [] : credentials,
    requestParams: {
      ...(params ? { path: params as z.ZodObject } : {}),
      ...(query ? { query: query as z.ZodObject } : {}),
      ...(headers ? { header: requestHeaders(headers) } : {}),
    },
    requestBody: bodies
      ? {
          required: !operation.bodyIsOptional,
          content: Object.fromEntries(
            Object.entries(bodies).map(([type, schema]) => [
              type,
              { schema, example: operation.exampleBody },
            ]),
          ),
        }
      : undefined,
    responses: { ...successResponses(operation), ...errorResponses(operation) },
  }
}

/** The OpenAPI 3.1 document of the whole API, made from the operations and their schemas. */
export function openapiDocument(): Document {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {}
  for (const operation of operations) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method.toLowerCase()]: toOpenapi(operation),
    }
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Skein',
      version: '1',
      description:
        'One conversation, many models. Resources are snake_case, times ISO 8601 in UTC, ids UUIDs. Errors have one shape everywhere. `/api/chat` speaks the AI SDK’s own camelCase.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    security: credentials,
    paths,
    components: {
      securitySchemes,
      schemas: {
        Error: errorSchema,
        Thread: threadSchema,
        ThreadListItem: threadListItemSchema,
        Message: messageSchema,
        MessageVersion: messageVersionSchema,
        Summary: summarySchema,
        Ledger: ledgerSchema,
        ContextPreview: previewSchema,
        Model: modelSchema,
        Profile: profileSchema,
        CurrentUser: currentUserSchema,
        Token: tokenSchema,
        Session: sessionSchema,
        ApiKey: apiKeySchema,
        Workspace: workspaceSchema,
        Member: memberSchema,
        Invitation: invitationSchema,
        AuditEvent: auditEventSchema,
        Usage: usageSchema,
      },
    },
  })
}
