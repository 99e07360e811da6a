import type { Env } from '@/lib/server/env'

/** What the model registry needs of the environment. */
export const modelSettings = (env: Env) => ({
  openrouterApiKey: env.OPENROUTER_API_KEY,
  openrouterBaseUrl: env.OPENROUTER_BASE_URL,
  openaiApiKey: env.OPENAI_API_KEY,
  openaiBaseUrl: env.OPENAI_BASE_URL,
  openaiCompatibleBaseUrl: env.OPENAI_COMPATIBLE_BASE_URL,
  openaiCompatibleApiKey: env.OPENAI_COMPATIBLE_API_KEY,
  ollamaBaseUrl: env.OLLAMA_BASE_URL,
  thesysApiKey: env.THESYS_API_KEY,
  thesysBaseUrl: env.THESYS_BASE_URL,
  defaultModel: env.DEFAULT_MODEL,
  fallbackModels: env.DEFAULT_FALLBACK_MODELS,
  backgroundModels: [env.SUMMARY_MODEL, env.TITLE_MODEL].filter(
    (id) => id !== undefined && id !== 'none',
  ) as string[],
  firstTokenTimeoutMs: env.FIRST_TOKEN_TIMEOUT,
})
