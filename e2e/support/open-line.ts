import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

export type Line = {
  origin: string
  /** Breaks off what runs over the line and lets nothing through until it is mended. */
  cut(): void
  mend(): void
  close(): void
}

/** A way to a server of this machine that a test can cut, as a lost network would. */
export async function openLine(port: number): Promise<Line> {
  const sockets = new Set<Socket>()
  let isCut = false

  const join = (from: Socket, to: Socket) => {
    sockets.add(from)
    from.pipe(to)
    from.once('error', () => to.destroy())
    from.once('close', () => {
      sockets.delete(from)
      to.end()
    })
  }

  const server = createServer((near) => {
    if (isCut) return near.resetAndDestroy()
    const far = connect(port, '127.0.0.1')
    join(near, far)
    join(far, near)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  const cut = () => {
    isCut = true
    for (const socket of sockets) socket.resetAndDestroy()
  }
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut,
    mend: () => (isCut = false),
    close() {
      cut()
      server.close()
    },
  }
}
