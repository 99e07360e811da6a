import type { ServerProcess } from '../servers/server-process.ts'

type Page = { data: { role: string; content: string; status: string }[] }

async function faultOf(server: ServerProcess, threadId: string, text: string) {
  const response = await fetch(`${server.origin}/api/threads/${threadId}/messages`)
  if (!response.ok) return `${threadId}: status ${response.status}`
  const { data } = (await response.json()) as Page
  const roles = data.map(({ role }) => role).join(', ')
  if (roles !== 'user, assistant') return `${threadId}: stored are ${roles || 'no messages'}`
  const answer = data[1]!
  if (answer.status !== 'completed') return `${threadId}: stored as ${answer.status}`
  return answer.content === text ? null : `${threadId}: another text was stored than was streamed`
}

/** Reads back threads of one question each; says which do not hold exactly one complete answer with this text. */
export async function faultsInStore(
  server: ServerProcess,
  threadIds: string[],
  text: string,
): Promise<string[]> {
  const faults: string[] = []
  for (const threadId of threadIds) {
    const fault = await faultOf(server, threadId, text)
    if (fault) faults.push(fault)
  }
  return faults
}
