import type { z } from 'zod'

import type { Access } from '@/lib/core/access/can'
import type { ErrorCode } from '@/lib/core/errors'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export type Tag =
  'People' | 'Chat' | 'Threads' | 'Messages' | 'Context' | 'Models' | 'Transfer' | 'Machines'

/** One kind of answer of an operation. */
export type Answer = {
  description: string
  /** Media types with what they carry; none for an answer without a body. */
  content?: Record<string, { schema: z.ZodType; example?: unknown }>
  /** Headers that only this answer has. */
  headers?: Record<string, string>
}

/**
 * Something that can be asked of the API: what validates a request, and what the OpenAPI document says of it. Path
 * parameters are in braces.
 */
export type Operation<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
> = {
  id: string
  method: Method
  path: `/api/${string}`
  tag: Tag
  /** What it needs of the one who asks; `public` asks nobody. */
  access: Access
  summary: string
  description?: string
  params?: Params
  query?: Query
  /** Validates a JSON body. */
  body?: Body
  /** What the document says of the body instead, when the handler reads it by itself. */
  documentedBody?: Record<string, z.ZodType>
  /** An absent body counts as `{}`. */
  bodyIsOptional?: boolean
  exampleBody?: unknown
  /** Request headers that it heeds, with their meaning. */
  headers?: Record<string, string>
  answers: Record<number, Answer>
  /** What can go wrong, besides what can with every operation. */
  errors?: readonly ErrorCode[]
}

/** What can go wrong when somebody waits for a model. */
export const providerErrors = [
  'context_too_large',
  'provider_error',
  'provider_unauthorized',
  'provider_overloaded',
  'provider_credit',
  'provider_timeout',
  'rate_limited',
  'shutting_down',
] as const satisfies readonly ErrorCode[]

/** Declares an operation and keeps the types of its schemas. */
export const operation = <
  Params extends z.ZodType = z.ZodUnknown,
  Query extends z.ZodType = z.ZodUnknown,
  Body extends z.ZodType = z.ZodUnknown,
>(
  declared: Operation<Params, Query, Body>,
): Operation<Params, Query, Body> => declared

/** An answer that carries JSON. */
export const json = (schema: z.ZodType, description: string, example?: unknown): Answer => ({
  description,
  content: { 'application/json': { schema, example } },
})

export const noContent = (description: string): Answer => ({ description })

/** What answers to a method that an address does not have; no part of the document. */
export const refusedOperation = operation({
  id: 'refused',
  method: 'GET',
  path: '/api/{path}',
  tag: 'Machines',
  access: 'public',
  summary: 'Nothing',
  answers: {},
  errors: ['method_not_allowed'],
})

/** What answers for addresses that name nothing; no part of the document. */
export const unknownOperation = operation({
  id: 'unknown',
  method: 'GET',
  path: '/api/{path}',
  tag: 'Machines',
  access: 'public',
  summary: 'Nothing',
  answers: {},
  errors: ['not_found'],
})
