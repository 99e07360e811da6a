/** Every code that an error of the API can carry, with the HTTP status that the edge answers. */
export const errorStatus = {
  invalid_json: 400,
  invalid_host: 403,
  forbidden_origin: 403,
  budget_spent: 402,
  forbidden: 403,
  unauthenticated: 401,
  wrong_credentials: 401,
  wrong_code: 403,
  sign_up_refused: 403,
  not_found: 404,
  thread_not_found: 404,
  message_not_found: 404,
  summary_not_found: 404,
  ledger_not_found: 404,
  job_not_found: 404,
  key_not_found: 404,
  session_not_found: 404,
  member_not_found: 404,
  invitation_not_found: 404,
  workspace_not_found: 404,
  share_not_found: 404,
  file_not_found: 404,
  prompt_not_found: 404,
  folder_not_found: 404,
  method_not_allowed: 405,
  turn_not_active: 409,
  message_ambiguous: 409,
  not_an_answer: 409,
  thread_exists: 409,
  too_many_folders: 409,
  summary_stale: 409,
  turn_active: 409,
  file_in_use: 409,
  prompt_exists: 409,
  nothing_to_summarise: 409,
  request_key_reused: 409,
  already_set_up: 409,
  last_owner: 409,
  already_member: 409,
  body_too_large: 413,
  import_too_large: 413,
  file_too_large: 413,
  unsupported_media_type: 415,
  unsupported_file: 415,
  validation_failed: 422,
  unknown_model: 422,
  model_not_configured: 422,
  context_too_large: 422,
  invalid_import: 422,
  invalid_file: 422,
  rate_limited: 429,
  internal_error: 500,
  provider_error: 502,
  summary_rejected: 502,
  provider_overloaded: 503,
  provider_credit: 503,
  provider_unauthorized: 502,
  provider_timeout: 504,
  shutting_down: 503,
  interrupted: 503,
} as const

export type ErrorCode = keyof typeof errorStatus

export type FieldError = { path: string; message: string }

const brand = Symbol.for('skein.error')

/** The one error type: a code for machines, a message that tells a person what to do. */
export class SkeinError extends Error {
  readonly code: ErrorCode
  readonly fields?: FieldError[]
  /** Seconds until a retry makes sense. */
  readonly retryAfter?: number
  /** The methods that the address answers to. */
  readonly allow?: string
  readonly [brand] = true

  /** Next puts this class into several bundles; an error that one of them throws is one to the others too. */
  static [Symbol.hasInstance](value: unknown): value is SkeinError {
    return typeof value === 'object' && value !== null && brand in value
  }

  constructor(
    code: ErrorCode,
    message: string,
    options: {
      fields?: FieldError[]
      retryAfter?: number
      allow?: string
      cause?: unknown
    } = {},
  ) {
    super(message, { cause: options.cause })
    this.name = 'SkeinError'
    this.code = code
    this.fields = options.fields
    this.retryAfter = options.retryAfter
    this.allow = options.allow
  }
}
