import type { Exchange } from './dialogue.ts'

async function post(origin: string, path: string, body: unknown): Promise<Response> {
  const response = await fetch(origin + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`)
  return response
}

export async function createThread(origin: string, model: string): Promise<string> {
  const response = await post(origin, '/api/threads', { model })
  return ((await response.json()) as { id: string }).id
}

/** Asks and waits for the answer. Says what is wrong with it, or null. */
export async function ask(
  origin: string,
  threadId: string,
  { question, answer }: Exchange,
): Promise<string | null> {
  const path = `/api/threads/${threadId}/messages`
  const response = await post(origin, path, { content: question })
  const { status, content } = (await response.json()) as { status: string; content: string }
  if (status !== 'completed') return `${threadId}: "${question}" ended as ${status}`
  return content === answer ? null : `${threadId}: "${question}" got another answer`
}

/** Milliseconds from the start of the request to the first text at the client; the answer is read to its end. */
export async function timeToFirstToken(
  origin: string,
  threadId: string,
  question: string,
): Promise<number> {
  const startedAt = performance.now()
  const path = `/api/threads/${threadId}/messages`
  const response = await post(origin, path, { content: question, stream: true })
  let firstTokenMs: number | null = null
  let text = ''
  for await (const piece of response.body!.pipeThrough(new TextDecoderStream())) {
    text += piece
    if (text.includes('"text-delta"')) firstTokenMs ??= performance.now() - startedAt
  }
  if (firstTokenMs === null || !text.trimEnd().endsWith('data: [DONE]')) {
    throw new Error(`${path} streamed no whole answer: ${text.slice(-400)}`)
  }
  return firstTokenMs
}
