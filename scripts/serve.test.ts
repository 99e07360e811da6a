import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addressUrls, readAddress, requireFreePort } from './serve.mjs'

const SERVER = `
import { createServer } from 'node:http'
const server = createServer((request, response) => response.end('ok'))
server.listen(Number(process.argv[2]), '127.0.0.1', () => console.log('server ' + process.pid))
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    console.log('got ' + signal)
    setTimeout(() => process.exit(7), 200)
  })
`

const starter = (server: string, port: number) => `
import { serve } from ${JSON.stringify(path.join(import.meta.dirname, 'serve.mjs'))}
const args = ${JSON.stringify([server, String(port)])}
const address = { host: '127.0.0.1', port: ${port} }
process.exitCode = await serve({ node: process.execPath, args, address })
`

describe('a served process', () => {
  let folder: string
  let parent: ChildProcess
  let output: string
  let serverPid: number

  const said = (words: string) =>
    new Promise<void>((resolve) => {
      const look = () => output.includes(words) && resolve()
      parent.stdout?.on('data', look)
      look()
    })

  beforeEach(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'skein-serve-'))
    const port = await freePort()
    const server = path.join(folder, 'server.mjs')
    writeFileSync(server, SERVER)
    writeFileSync(path.join(folder, 'starter.mjs'), starter(server, port))
    output = ''
    parent = spawn(process.execPath, [path.join(folder, 'starter.mjs')], {
      env: { ...process.env, npm_lifecycle_event: '' },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    parent.stdout?.on('data', (chunk) => (output += chunk))
    await said('Skein is ready')
    serverPid = Number(/server (\d+)/.exec(output)?.[1])
  })

  afterEach(() => {
    parent.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  })

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'gets %s once, however often it is sent, and gives its exit code',
    async (signal) => {
      const exit = once(parent, 'exit')
      parent.kill(signal)
      parent.kill('SIGTERM')
      await said('got ')
      parent.kill(signal)
      expect((await exit)[0]).toBe(7)
      expect(output.match(/got \w+/g)).toHaveLength(1)
      expect(isRunning(serverPid)).toBe(false)
    },
  )

  it('ends by itself when the script that started it is killed', async () => {
    const closed = once(parent.stdout!, 'close')
    parent.kill('SIGKILL')
    await closed
    expect(output).toContain('got SIGTERM')
  })
})

describe('the address', () => {
  it('is 127.0.0.1:3000 by default', () => {
    expect(readAddress({})).toEqual({ host: '127.0.0.1', port: 3000 })
  })

  it.each(['0', '65536', 'http', '3000.5', '-1'])('refuses PORT=%s', (port) => {
    expect(() => readAddress({ PORT: port })).toThrow('PORT must be a number')
  })

  it.each([
    ['127.0.0.1', 'http://localhost:80', 'http://127.0.0.1:80'],
    ['0.0.0.0', 'http://localhost:80', 'http://127.0.0.1:80'],
    ['::', 'http://localhost:80', 'http://[::1]:80'],
    ['10.0.0.5', 'http://10.0.0.5:80', 'http://10.0.0.5:80'],
  ])('%s is opened as %s and asked as %s', (host, page, probe) => {
    expect(addressUrls({ host, port: 80 })).toEqual({ page, probe })
  })

  it('says what to do when the port is in use', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const { port } = taken.address() as AddressInfo
    const asked = requireFreePort({ host: '127.0.0.1', port }, 'npm start', 0)
    await expect(asked).rejects.toThrow(`PORT=${port + 1} npm start`)
    taken.close()
  })

  it('waits a moment for a port that is being freed', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const { port } = taken.address() as AddressInfo
    const asked = requireFreePort({ host: '127.0.0.1', port }, 'npm start')
    taken.close()
    await asked
  })
})

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}

function isRunning(pid: number) {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
