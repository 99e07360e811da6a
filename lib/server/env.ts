import path from 'node:path'

import { z } from 'zod'

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
const secret = z.string().min(1).optional()
const url = z.url({ protocol: /^https?$/ })

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
  SKEIN_DATA_DIR: z
    .string()
    .default('.data')
    .transform((folder) => path.resolve(/* turbopackIgnore: true */ process.cwd(), folder))
    .describe('Folder of the embedded database'),
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
  MAX_RUNNING_TURNS: z.coerce
    .number()
    .int()
    .min(1)
    .default(500)
    .describe('Turns that one process runs at once; further ones wait'),
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
