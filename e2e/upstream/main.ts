import { behaviours } from './behaviours.ts'
import { startUpstream } from './upstream.ts'

const { UPSTREAM_PORT, UPSTREAM_RECORD, UPSTREAM_TOKENS_PER_SECOND } = process.env

const upstream = await startUpstream({
  port: Number(UPSTREAM_PORT ?? 4900),
  record: UPSTREAM_RECORD !== 'false',
  tokensPerSecond: Number(UPSTREAM_TOKENS_PER_SECOND ?? 60),
})

console.log(`Simulated OpenRouter on ${upstream.url}

Point Skein at it:
  OPENROUTER_BASE_URL=${upstream.url} OPENROUTER_API_KEY=any npm run dev

Models that misbehave on purpose:
${Object.entries(behaviours)
  .map(([name, { about }]) => `  sim/${name.padEnd(22)} ${about}`)
  .join('\n')}
  sim/tokens-<count>[@<tokens a second>]

What was asked: ${upstream.origin}/__upstream/requests`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void upstream.close())
}
