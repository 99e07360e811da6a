// Preloaded into a server that a script starts (`node --import`). When the script is gone, however it died, the IPC
// channel between the two closes, and the server ends as it would on SIGTERM. The worker of `next dev` inherits the
// preload; it has a channel of its own to `next dev`, which ends it.
if (process.channel && !process.env.NEXT_PRIVATE_WORKER) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  process.channel.unref()
}
