/** Whether a write failed because a row with that key is there already (SQLSTATE 23505, Prisma's P2002). */
export function isUniqueViolation(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if ('code' in error && error.code === 'P2002') return true
  return 'code' in error && error.code === 'P2010' && error.message.includes('23505')
}
