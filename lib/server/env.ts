import path from 'node:path'

import { z } from 'zod'

import { defaultLimits, limitSchema, type LimitClass } from '@/lib/core/limits/limit'
import { proxyBlocks } from '@/lib/server/http/client-address'

const milliseconds = (seconds: number) =>
  z.coerce
    .number()
    .positive()
    .max(86_400)
    .default(seconds)
    .transform((value) => value * 1000)
const list = z
  .string()
  .default('')
  .transform((value) =>
    value
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== ''),
  )
const limit = (name: LimitClass) => z.string().default(defaultLimits[name]).pipe(limitSchema)
const secret = z.string().min(1).optional()
const url = z.url({ protocol: /^https?$/ })
const flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((value) => value === 'true')

/** Every variable that Skein reads, with its default and meaning. The README's table is checked against it. */
export const envSchema = z.object({
  PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(3000)
    .describe('Port of the page and the API'),
  HOST: z.string().default('127.0.0.1').describe('Address to listen on'),
  ROLE: z
    .enum(['all', 'web', 'worker'])
    .default('all')
    .describe('What this process does: `web` runs no background jobs, `worker` nothing else'),
  ALLOWED_HOSTS: list.describe(
    'Further host names, comma-separated, under which Skein may be reached',
  ),
  CORS_ORIGINS: list
    .refine(
      (origins) =>
        origins.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin),
      {
        message: 'each must be an origin such as https://app.example, without a path',
      },
    )
    .describe('Origins, comma-separated, whose pages may use the API (`https://app.example`)'),
  TRUSTED_PROXIES: list
    .transform((entries, context) =>
      entries.flatMap((entry) => {
        const blocks = proxyBlocks(entry)
        if (!blocks) {
          const shown = JSON.stringify(entry)
          context.addIssue(
            `${shown} is neither an address, nor a block such as 10.0.0.0/8, nor loopback`,
          )
        }
        return blocks ?? []
      }),
    )
    .describe(
      'Proxies in front of Skein, comma-separated addresses, blocks (`10.0.0.0/8`) or `loopback`, whose X-Forwarded headers are believed',
    ),
  LIMIT_CHAT: limit('chat').describe(
    'Messages that one person or API key may send: times/seconds, or `off`',
  ),
  LIMIT_WRITES: limit('write').describe('Other changes that they may make'),
  LIMIT_READS: limit('read').describe('Requests that change nothing that they may make'),
  LIMIT_SIGN_IN: limit('sign_in').describe(
    'Failed attempts to sign in to one account from one address',
  ),
  LIMIT_SIGN_UP: limit('sign_up').describe('New accounts from one address'),
  AUTH_MODE: z
    .enum(['accounts', 'none'])
    .default('accounts')
    .describe('`none`: one person without an account, on this machine only'),
  AUTH_SIGNUP: z
    .enum(['open', 'invitation', 'closed'])
    .default('invitation')
    .describe('Who may make an account: anybody, whoever was invited, or nobody'),
  AUTH_GUESTS: flag.describe('`true` lets people in without an account'),
  AUTH_SECRET: z
    .string()
    .min(32)
    .optional()
    .describe(
      'Signs sessions and tokens, 32 characters or more; made and kept in the data folder by default',
    ),
  AUTH_GITHUB_ID: secret.describe('Client id of a GitHub OAuth app, to sign in with GitHub'),
  AUTH_GITHUB_SECRET: secret.describe('Client secret of that app'),
  AUTH_GOOGLE_ID: secret.describe('Client id of a Google OAuth client, to sign in with Google'),
  AUTH_GOOGLE_SECRET: secret.describe('Client secret of that client'),
  AUTH_OIDC_ISSUER: url
    .optional()
    .describe('Issuer of any OpenID Connect provider to sign in with'),
  AUTH_OIDC_ID: secret.describe('Client id at that provider'),
  AUTH_OIDC_SECRET: secret.describe('Client secret at that provider'),
  AUTH_OIDC_NAME: z
    .string()
    .min(1)
    .default('single sign-on')
    .describe('What the button of that provider says after “Continue with”'),
  OIDC_ISSUER: url
    .optional()
    .describe(
      'Issuer whose bearer tokens the API takes for people with a confirmed e-mail address',
    ),
  OIDC_AUDIENCE: z.string().min(1).optional().describe('Audience that these tokens must name'),
  SKEIN_API_KEY: z
    .string()
    .regex(/^sk_skein_[\w-]{20,}$/, {
      message: 'must be `sk_skein_` and at least 20 letters, digits, - or _',
    })
    .optional()
    .describe('An API key of the first administrator, for scripts on a fresh machine'),
  SKEIN_DATA_DIR: z
    .string()
    .default('.data')
    .transform((folder) => path.resolve(/* turbopackIgnore: true */ process.cwd(), folder))
    .describe('Folder of the embedded database and of attached files'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe('A PostgreSQL server (15 or newer) instead of the embedded database'),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('Least important log line that is written'),
  OPENROUTER_API_KEY: secret.describe('Key of OpenRouter'),
  OPENROUTER_BASE_URL: url
    .default('https://openrouter.ai/api/v1')
    .describe('Address of OpenRouter'),
  OPENAI_API_KEY: secret.describe('Key of OpenAI'),
  OPENAI_BASE_URL: url.default('https://api.openai.com/v1').describe('Address of OpenAI'),
  OPENAI_COMPATIBLE_BASE_URL: url
    .optional()
    .describe('Address of a server that speaks OpenAI’s chat completions (LM Studio, vLLM, …)'),
  OPENAI_COMPATIBLE_API_KEY: secret.describe('Key of that server, if it wants one'),
  OLLAMA_BASE_URL: url
    .default('http://127.0.0.1:11434/v1')
    .describe('Address of Ollama; used when something answers there'),
  THESYS_API_KEY: secret.describe('Key of Thesys C1'),
  THESYS_BASE_URL: url.default('https://api.thesys.dev/v1/embed').describe('Address of Thesys C1'),
  DEFAULT_MODEL: z.string().optional().describe('Model of new threads'),
  DEFAULT_FALLBACK_MODELS: list.describe(
    'Models, comma-separated, asked in order when one fails before its first token',
  ),
  SUMMARY_MODEL: z
    .string()
    .optional()
    .describe('Model that writes summaries; by default a cheap one of the thread’s provider'),
  SUMMARY_THRESHOLD: z.coerce
    .number()
    .int()
    .min(0)
    .max(1000)
    .default(20)
    .describe('Messages since the last summary after which the next is written; 0: never'),
  SUMMARY_KEEP_RECENT: z.coerce
    .number()
    .int()
    .min(0)
    .max(100)
    .default(4)
    .describe('Newest messages that are sent word by word in any case'),
  SUMMARY_TOKEN_SHARE: z.coerce
    .number()
    .gt(0)
    .max(1)
    .default(0.6)
    .describe('Share of the model’s budget above which a summary is written sooner'),
  TITLE_MODEL: z
    .string()
    .optional()
    .describe(
      'Model that writes titles, or `none`; by default a cheap one of the thread’s provider',
    ),
  BACKGROUND_TIMEOUT: milliseconds(60).describe(
    'Seconds that a model may take for a title or a summary',
  ),
  FIRST_TOKEN_TIMEOUT: milliseconds(60).describe(
    'Seconds that one attempt may take to its first token',
  ),
  TURN_IDLE_TIMEOUT: milliseconds(60).describe(
    'Seconds that an upstream may fall silent after its first token',
  ),
  MODEL_CATALOGUE_REFRESH: milliseconds(21_600).describe(
    'Seconds between two fetches of the model catalogue',
  ),
  MAX_BODY_BYTES: z.coerce
    .number()
    .int()
    .min(1024)
    .default(1_048_576)
    .describe('Largest request body'),
  MAX_IMPORT_BYTES: z.coerce
    .number()
    .int()
    .min(1024)
    .default(1_073_741_824)
    .describe('Largest file to be imported, packed or unpacked'),
  MAX_FILE_BYTES: z.coerce
    .number()
    .int()
    .min(1024)
    .max(1_073_741_824)
    .default(20_971_520)
    .describe('Largest file to be attached to a message'),
  MAX_RUNNING_TURNS: z.coerce
    .number()
    .int()
    .min(1)
    .default(500)
    .describe('Turns that one process runs at once; further ones wait, temporary ones are refused'),
})

export type Env = z.infer<typeof envSchema>

/**
 * Parses the environment; empty variables count as unset.
 * Throws an Error whose message names each wrong variable.
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const result = envSchema.safeParse(given)
  if (result.success) return result.data
  const problems = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`These environment variables are not right:\n${problems.join('\n')}`)
}
