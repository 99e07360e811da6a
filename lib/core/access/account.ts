import { z } from 'zod'

import { storableText } from '@/lib/core/thread/text'

const shortestPassword = 8

/** An e-mail address, in lower case: two that differ in case are one. */
export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email({ message: 'must be an e-mail address' }).max(254))

/** A password that somebody chooses. */
export const passwordSchema = z
  .string()
  .min(shortestPassword, { message: `must have at least ${shortestPassword} characters` })
  .max(200)

export const personNameSchema = storableText(200)
  .transform((name) => name.trim())
  .refine((name) => name !== '', { message: 'must not be empty' })

/** What makes an account. */
export const signUpSchema = z.strictObject({
  name: personNameSchema,
  email: emailSchema,
  password: passwordSchema,
})
export type SignUp = z.infer<typeof signUpSchema>

/** What makes the first account, the administrator's. */
export const setUpSchema = signUpSchema.extend({ code: z.string().max(100).default('') })
export type SetUp = z.infer<typeof setUpSchema>

export const signInSchema = z.strictObject({ email: emailSchema, password: z.string().max(200) })
export type SignIn = z.infer<typeof signInSchema>
