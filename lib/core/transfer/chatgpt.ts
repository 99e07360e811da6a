import { z } from 'zod'

import {
  chatGptMessageSchema,
  isShown,
  textParts,
  type ChatGptMessage,
} from '@/lib/core/transfer/chatgpt-message'
import type {
  BrokenRecord,
  MessageRecord,
  ThreadRecord,
  TransferRecord,
} from '@/lib/core/transfer/records'
import type { MessagePart } from '@/lib/core/thread/message'
import { toStorable } from '@/lib/core/thread/text'
import { defaultTitle } from '@/lib/core/thread/plain-name'

const nodeSchema = z.object({
  parent: z.string().nullish().catch(null),
  message: z.unknown(),
})

const conversationSchema = z.object({
  title: z.string().nullish().catch(null),
  create_time: z.number().nullish().catch(null),
  update_time: z.number().nullish().catch(null),
  mapping: z.record(z.string(), nodeSchema),
  current_node: z.string().nullish().catch(null),
  conversation_id: z.string().nullish().catch(null),
  id: z.string().nullish().catch(null),
  default_model_slug: z.string().nullish().catch(null),
  is_archived: z.boolean().nullish().catch(null),
})
type Conversation = z.infer<typeof conversationSchema>

export type ChatGptOptions = {
  /** The same name always gives the same UUID. */
  deriveId(name: string): string
  /** The model of a thread whose model is not known. */
  defaultModel: string
}

/** Whether a value looks like a conversation of ChatGPT's export. */
export const isChatGptConversation = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'mapping' in value

/**
 * A conversation of ChatGPT's export as records of ours: the whole tree with its branches, without what nobody saw. An answer
 * that was written around calls of tools becomes one message.
 */
export function fromChatGpt(
  value: unknown,
  { deriveId, defaultModel }: ChatGptOptions,
): (TransferRecord | BrokenRecord)[] {
  const result = conversationSchema.safeParse(value)
  if (!result.success) return [broken(value, 'The conversation has no messages that can be read.')]
  const conversation = result.data
  const name = conversation.conversation_id ?? conversation.id
  if (!name) return [broken(value, 'The conversation has no id.')]
  const idOf = (node: string) => deriveId(`chatgpt ${name} ${node}`)
  const createdAt = isoTime(conversation.create_time) ?? isoTime(0)
  const tree = shownTree(conversation, createdAt)
  const messages = inOrder(tree).map((node, index) => toMessage(node, index + 1, idOf))
  const leaf = activeLeaf(conversation, tree)
  const model = leaf && modelOnBranch(leaf)
  const updatedAt = isoTime(conversation.update_time) ?? messages.at(-1)?.created_at ?? createdAt
  const title = toStorable(conversation.title ?? '').trim()
  const thread: ThreadRecord = {
    kind: 'thread',
    id: deriveId(`chatgpt ${name}`),
    external_id: null,
    title: title === '' ? defaultTitle : [...title].slice(0, 200).join(''),
    title_source: title === '' ? 'default' : 'generated',
    system_prompt: null,
    model: model ?? modelOf(conversation.default_model_slug) ?? defaultModel,
    agent_id: null,
    visibility: 'private',
    pinned: false,
    archived: conversation.is_archived ?? false,
    last_sequence: messages.length,
    active_leaf_id: leaf && idOf(leaf.name),
    summary_failure: null,
    created_at: createdAt,
    updated_at: updatedAt,
    last_activity_at: updatedAt,
  }
  return [thread, ...messages]
}

type ShownNode = {
  name: string
  role: 'user' | 'assistant'
  parts: MessagePart[]
  model: string | null
  createdAt: string
  isStopped: boolean
  parent: ShownNode | null
  position: number
}

type Tree = {
  shown: Set<ShownNode>
  /** Every node of the file with the shown message that it is, is a part of, or stands under. */
  nearest: Map<string, ShownNode | null>
}

function shownTree({ mapping }: Conversation, threadCreatedAt: string): Tree {
  const children = new Map<string, string[]>()
  const roots: string[] = []
  for (const [name, { parent }] of Object.entries(mapping)) {
    if (typeof parent !== 'string' || !Object.hasOwn(mapping, parent)) roots.push(name)
    else if (!children.get(parent)?.push(name)) children.set(parent, [name])
  }
  const shown = new Set<ShownNode>()
  const nearest = new Map<string, ShownNode | null>()
  // Depth first, each node's children in their order; a stack, for a branch may be thousands of messages long.
  const waiting = roots.reverse().map((name) => ({ name, above: null as ShownNode | null }))
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { name, above } = next
    const own = shownNode(name, mapping[name]?.message, above, threadCreatedAt)
    if (own) shown.add(own)
    nearest.set(name, own ?? above)
    for (const child of (children.get(name) ?? []).reverse()) {
      waiting.push({ name: child, above: own ?? above })
    }
  }
  return withAnswersJoined({ shown, nearest })
}

function shownNode(
  name: string,
  value: unknown,
  parent: ShownNode | null,
  threadCreatedAt: string,
): ShownNode | null {
  const result = chatGptMessageSchema.safeParse(value)
  if (!result.success || !isShown(result.data)) return null
  const message = result.data
  const parts = textParts(message)
  if (parts.length === 0) return null
  const own = isoTime(message.create_time)
  const least = parent?.createdAt ?? threadCreatedAt
  return {
    name,
    role: message.author.role as ShownNode['role'],
    parts,
    model: message.author.role === 'assistant' ? modelOf(slugOf(message)) : null,
    createdAt: own === null || (parent && own < least) ? least : own,
    isStopped: message.status === 'in_progress',
    parent,
    position: 0,
  }
}

/** Takes an answer that follows an answer, and nothing else does, into it. */
function withAnswersJoined({ shown, nearest }: Tree): Tree {
  const followers = new Map<ShownNode, number>()
  for (const { parent } of shown)
    if (parent) followers.set(parent, (followers.get(parent) ?? 0) + 1)
  const joined = new Map<ShownNode, ShownNode>()
  for (const node of shown) {
    const parent = node.parent && (joined.get(node.parent) ?? node.parent)
    const isSequel =
      node.role === 'assistant' &&
      node.parent?.role === 'assistant' &&
      followers.get(node.parent) === 1
    if (isSequel && parent) {
      parent.parts.push(...node.parts)
      parent.model = node.model ?? parent.model
      parent.isStopped = node.isStopped
      joined.set(node, parent)
      shown.delete(node)
    } else {
      node.parent = parent
      node.position = (parent?.position ?? 0) + 1
    }
  }
  for (const [name, node] of nearest) nearest.set(name, node && (joined.get(node) ?? node))
  return { shown, nearest }
}

/** By time; a message is never older than its parent and comes after it in `shown`, which decides between equals. */
const inOrder = ({ shown }: Tree): ShownNode[] =>
  [...shown].sort((one, other) =>
    one.createdAt < other.createdAt ? -1 : one.createdAt > other.createdAt ? 1 : 0,
  )

function activeLeaf({ current_node }: Conversation, tree: Tree): ShownNode | null {
  const current = current_node ? tree.nearest.get(current_node) : null
  return current ?? inOrder(tree).at(-1) ?? null
}

function modelOnBranch(leaf: ShownNode): string | null {
  for (let node: ShownNode | null = leaf; node; node = node.parent) {
    if (node.model) return node.model
  }
  return null
}

const toMessage = (
  { name, role, parts, model, createdAt, isStopped, parent, position }: ShownNode,
  sequence: number,
  idOf: (node: string) => string,
): MessageRecord => ({
  kind: 'message',
  id: idOf(name),
  sequence_number: sequence,
  parent_id: parent && idOf(parent.name),
  position,
  role,
  parts,
  model,
  agent_id: null,
  status: isStopped && role === 'assistant' ? 'stopped' : 'completed',
  error: null,
  external_id: null,
  metadata: {},
  usage: null,
  vote: null,
  created_at: createdAt,
  updated_at: createdAt,
  deleted_at: null,
})

const slugOf = ({ metadata }: ChatGptMessage): string | null => {
  const slug = metadata.resolved_model_slug ?? metadata.model_slug
  return typeof slug === 'string' ? slug : null
}

const modelOf = (slug: string | null | undefined): string | null =>
  slug && slug !== 'auto' && /^[\w.:-]{1,100}$/.test(slug) ? `openai/${slug}` : null

const latest = Date.UTC(9999, 11, 31) / 1000

/** ChatGPT's times are seconds since 1970. */
function isoTime(seconds: number): string
function isoTime(seconds: number | null | undefined): string | null
function isoTime(seconds: number | null | undefined): string | null {
  if (typeof seconds !== 'number' || !(seconds >= 0 && seconds <= latest)) return null
  return new Date(Math.round(seconds * 1000)).toISOString()
}

function broken(value: unknown, message: string): BrokenRecord {
  const { title } = (value ?? {}) as { title?: unknown }
  return { kind: 'broken', title: typeof title === 'string' ? title : null, message }
}
