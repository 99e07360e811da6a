import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { findPostgres } from '../../scripts/find-postgres.mjs'
import { isCi } from '../../scripts/environment.mjs'
import { startPostgres } from '../support/postgres-server'
import { startSkein } from '../support/start-skein'
import { connect, type Message, type Thread } from './client'

const root = path.join(import.meta.dirname, '../..')

function startWorker(env: Record<string, string>) {
  const child = spawn(process.execPath, [path.join(root, 'scripts/run-worker.mjs')], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', DATABASE_URL: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data))
  const exited = once(child, 'exit').then(([code]) => code as number | null)
  return { child, exited, output: () => output }
}

test('a worker of its own writes the titles that a web process leaves to it', async () => {
  const programs = findPostgres()
  test.skip(!programs && !isCi, 'No PostgreSQL found.')
  const postgres = await startPostgres(programs!)
  const skein = await startSkein({
    name: 'web-role',
    env: { ROLE: 'web', DATABASE_URL: postgres.url },
  })
  const worker = startWorker({
    DATABASE_URL: postgres.url,
    OLLAMA_BASE_URL: 'http://127.0.0.1:9/v1',
  })
  try {
    const client = connect(skein.origin)
    const { id, title } = await client.createThread({ model: 'demo/skein' })
    expect(title).toBe('New conversation')
    const metrics = async (): Promise<string> => (await client.send('GET', '/api/metrics')).text()
    expect(await metrics()).toContain('skein_jobs{queue="write-title",state="completed"} 0')

    const events = await client.send('GET', '/api/events')
    const asked = await client.ask<Message>('POST', `/api/threads/${id}/messages`, {
      content: 'Which rivers flow through Paris and Berlin?',
    })
    expect(asked.body.status).toBe('completed')
    const titleOf = async () => (await client.ask<Thread>('GET', `/api/threads/${id}`)).body.title
    await expect.poll(titleOf, { timeout: 90_000 }).toMatch(/rivers/i)
    await expect.poll(() => worker.output()).toContain('"job":"write-title"')
    await expect.poll(metrics).toContain('skein_jobs{queue="write-title",state="completed"} 1')

    // The word of the change reached the process that holds the page's stream.
    const reader = events.body!.getReader()
    const decoder = new TextDecoder()
    let heard = ''
    while (!heard.includes(id)) heard += decoder.decode((await reader.read()).value)
    await reader.cancel()

    worker.child.kill('SIGTERM')
    expect(await worker.exited).toBe(0)
  } finally {
    worker.child.kill('SIGKILL')
    await skein.dispose()
    await postgres.stop()
  }
})

test('a worker without a database of its own says what it needs', async () => {
  const worker = startWorker({ SKEIN_DATA_DIR: path.join(root, 'test-results/no-data') })
  expect(await worker.exited).toBe(1)
  expect(worker.output()).toContain('needs DATABASE_URL')
})
