let newest = 0

/** A UUID v7 (RFC 9562): those of one page ascend. */
export function newId(): string {
  newest = Math.max(Date.now(), newest + 1)
  const random = [...crypto.getRandomValues(new Uint8Array(10))]
  const hex = (bytes: readonly number[]) =>
    bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')
  const [time, [a = 0, b = 0, c = 0, ...node]] = [newest.toString(16).padStart(12, '0'), random]
  return [
    time.slice(0, 8),
    time.slice(8),
    hex([0x70 | (a & 0x0f), b]),
    hex([0x80 | (c & 0x3f), node[0] ?? 0]),
    hex(node.slice(1)),
  ].join('-')
}
