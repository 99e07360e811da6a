import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

// OWASP Password Storage Cheat Sheet: scrypt with N = 2^15, r = 8, p = 3 (32 MiB for each).
const cost = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 2 ** 20 }
const saltBytes = 16
const hashBytes = 32

/** What is stored of a password: `scrypt$N$r$p$salt$hash`, salt and hash in base64. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltBytes)
  const hash = await derive(password, salt)
  const { N, r, p } = cost
  return ['scrypt', N, r, p, salt.toString('base64'), hash.toString('base64')].join('$')
}

/** Whether it is the password; with null, when there is none, it takes as long and is false. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const [, N, r, p, salt = '', hash = ''] = (stored ?? (await nobodys())).split('$')
  const expected = Buffer.from(hash, 'base64')
  const options = { ...cost, N: Number(N), r: Number(r), p: Number(p) }
  const actual = await derive(password, Buffer.from(salt, 'base64'), options)
  return timingSafeEqual(actual, expected) && stored !== null
}

function derive(password: string, salt: Buffer, options = cost): Promise<Buffer> {
  return new Promise((resolve, reject) =>
    // The same password is typed in different Unicode forms on different systems.
    scrypt(password.normalize('NFKC'), salt, hashBytes, options, (error, key) =>
      error ? reject(error) : resolve(key),
    ),
  )
}

let nobodysHash: Promise<string> | undefined
const nobodys = () => (nobodysHash ??= hashPassword(randomBytes(saltBytes).toString('hex')))
