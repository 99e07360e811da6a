export type DamageCode =
  'invalid_record' | 'incomplete' | 'ids_taken' | 'too_large' | 'being_imported'

/** Why one thread of a file cannot be imported; the others are not concerned. */
export class ThreadDamage extends Error {
  readonly code: DamageCode

  constructor(code: DamageCode, message: string) {
    super(message)
    this.name = 'ThreadDamage'
    this.code = code
  }
}
