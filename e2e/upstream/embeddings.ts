import { createHash } from 'node:crypto'
import { BadRequestError } from './chat-request.ts'

const defaultDimensions = 256

function bucketOf(word: string, dimensions: number): number {
  return createHash('sha256').update(word).digest().readUInt32LE() % dimensions
}

/** A unit vector in which texts that share words are near each other. */
function embed(text: string, dimensions: number): number[] {
  const vector = new Array<number>(dimensions).fill(0)
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    vector[bucketOf(word, dimensions)]! += 1
  }
  const length = Math.hypot(...vector) || 1
  return vector.map((value) => value / length)
}

function requireInputs(input: unknown): string[] {
  const inputs = Array.isArray(input) ? input : [input]
  if (inputs.length === 0 || !inputs.every((each) => typeof each === 'string')) {
    throw new BadRequestError('Invalid input: input is a string or a list of strings')
  }
  return inputs
}

function encode(vector: number[], format: unknown): number[] | string {
  return format === 'base64'
    ? Buffer.from(new Float32Array(vector).buffer).toString('base64')
    : vector
}

/** The body of POST /embeddings. Throws BadRequestError. */
export function embeddingsBody(body: unknown) {
  if (typeof body !== 'object' || body === null) throw new BadRequestError('Invalid JSON')
  const { model, input, dimensions, encoding_format } = body as Record<string, unknown>
  if (typeof model !== 'string') throw new BadRequestError('No models provided')
  const inputs = requireInputs(input)
  const size = typeof dimensions === 'number' ? dimensions : defaultDimensions
  const tokens = inputs.reduce((sum, text) => sum + Math.ceil(text.length / 4), 0)
  return {
    id: `gen-emb-${crypto.randomUUID()}`,
    object: 'list' as const,
    model,
    provider: 'Simulator',
    data: inputs.map((text, index) => ({
      object: 'embedding' as const,
      index,
      embedding: encode(embed(text, size), encoding_format),
    })),
    usage: {
      prompt_tokens: tokens,
      total_tokens: tokens,
      cost: Number((tokens * 2e-8).toFixed(12)),
    },
  }
}
