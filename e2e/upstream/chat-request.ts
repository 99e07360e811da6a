interface ContentPart {
  type: string
  text?: string
}

export interface ChatMessage {
  role: string
  content?: string | ContentPart[] | null
}

export interface ChatRequest {
  /** The asked model, then OpenRouter's fallback list. */
  models: string[]
  messages: ChatMessage[]
  stream: boolean
  maxTokens: number | null
}

export class BadRequestError extends Error {}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isMessage(value: unknown): value is ChatMessage {
  if (!isObject(value) || typeof value.role !== 'string') return false
  const { content } = value
  return content == null || typeof content === 'string' || Array.isArray(content)
}

function modelsOf(body: Record<string, unknown>): string[] {
  const fallbacks = Array.isArray(body.models) ? body.models : []
  return [...new Set([body.model, ...fallbacks])].filter(
    (id): id is string => typeof id === 'string' && id !== '',
  )
}

/** Reads the body of a chat completion. Throws BadRequestError with OpenRouter's kind of message. */
export function requireChatRequest(body: unknown): ChatRequest {
  if (!isObject(body)) throw new BadRequestError('Invalid JSON: the body must be an object')
  const models = modelsOf(body)
  if (models.length === 0) throw new BadRequestError('No models provided')
  const { messages } = body
  if (!Array.isArray(messages) || messages.length === 0) {
    throw new BadRequestError('Input required: specify "prompt" or "messages"')
  }
  if (!messages.every(isMessage)) throw new BadRequestError('Invalid input: messages')
  const maxTokens = body.max_completion_tokens ?? body.max_tokens
  return {
    models,
    messages,
    stream: body.stream === true,
    maxTokens: typeof maxTokens === 'number' ? maxTokens : null,
  }
}

/** The readable text of a message; files and images count for nothing. */
export function textOf(message: ChatMessage): string {
  const { content } = message
  if (typeof content === 'string') return content
  if (!Array.isArray(content)) return ''
  return content.map((part) => part.text ?? '').join('')
}

/** About four characters to a token, a few tokens for each message's frame. */
export function estimatePromptTokens(messages: ChatMessage[]): number {
  return messages.reduce((sum, message) => sum + 4 + Math.ceil(textOf(message).length / 4), 0)
}
