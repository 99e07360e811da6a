/**
 * How `next start` is run, whoever runs it. Idle connections are kept for longer than proxies keep theirs (60 s): a message on one
 * that closes just then would be lost to its sender.
 */
export const startOptions = ['--keepAliveTimeout', '65000']
