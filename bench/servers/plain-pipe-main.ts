import { Agent, createServer, request } from 'node:http'

const { PIPE_PORT, UPSTREAM_URL } = process.env

const agent = new Agent({ keepAlive: true })
const target = `${UPSTREAM_URL}/chat/completions`

// The least that a Node server can do with a stream: every byte passes as it came.
const server = createServer((incoming, outgoing) => {
  if (incoming.method !== 'POST') return void outgoing.end('ready')
  const { 'content-type': type, 'content-length': length } = incoming.headers
  const headers = { 'content-type': type, 'content-length': length, authorization: 'Bearer any' }
  const forwarded = request(target, { method: 'POST', agent, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, { 'content-type': answer.headers['content-type'] })
    answer.pipe(outgoing)
  })
  forwarded.once('error', () => outgoing.destroy())
  incoming.pipe(forwarded)
})
server.listen(Number(PIPE_PORT), '127.0.0.1')
process.once('SIGTERM', () => process.exit(0))
