import { behaviours } from './behaviours.ts'

interface ModelInput {
  id: string
  name: string
  contextLength: number
  maxCompletionTokens: number | null
  /** US dollars per token. */
  prompt: string
  completion: string
  inputs?: string[]
  parameters?: string[]
}

const commonParameters = ['max_tokens', 'temperature', 'top_p', 'stop', 'seed']
const toolParameters = ['tools', 'tool_choice', 'response_format', 'structured_outputs']
const reasoningParameters = ['reasoning', 'include_reasoning']

const ordinaryModels: ModelInput[] = [
  {
    id: 'anthropic/claude-3.5-sonnet',
    name: 'Anthropic: Claude 3.5 Sonnet',
    contextLength: 200_000,
    maxCompletionTokens: 8192,
    prompt: '0.000003',
    completion: '0.000015',
    inputs: ['text', 'image', 'file'],
    parameters: toolParameters,
  },
  {
    id: 'openai/gpt-4o',
    name: 'OpenAI: GPT-4o',
    contextLength: 128_000,
    maxCompletionTokens: 16_384,
    prompt: '0.0000025',
    completion: '0.00001',
    inputs: ['text', 'image', 'file'],
    parameters: toolParameters,
  },
  {
    id: 'openai/gpt-4o-mini',
    name: 'OpenAI: GPT-4o-mini',
    contextLength: 128_000,
    maxCompletionTokens: 16_384,
    prompt: '0.00000015',
    completion: '0.0000006',
    inputs: ['text', 'image', 'file'],
    parameters: toolParameters,
  },
  {
    id: 'google/gemini-2.5-flash',
    name: 'Google: Gemini 2.5 Flash',
    contextLength: 1_048_576,
    maxCompletionTokens: 65_535,
    prompt: '0.0000003',
    completion: '0.0000025',
    inputs: ['file', 'image', 'text', 'audio'],
    parameters: [...toolParameters, ...reasoningParameters],
  },
  {
    id: 'meta-llama/llama-3.3-70b-instruct',
    name: 'Meta: Llama 3.3 70B Instruct',
    contextLength: 131_072,
    maxCompletionTokens: null,
    prompt: '0.00000013',
    completion: '0.0000004',
    parameters: toolParameters,
  },
  {
    id: 'sim/small-window',
    name: 'Simulator: small window',
    contextLength: 2000,
    maxCompletionTokens: 500,
    prompt: '0.000001',
    completion: '0.000002',
  },
]

const simulatedModels: ModelInput[] = Object.entries(behaviours).map(([name, { about }]) => ({
  id: `sim/${name}`,
  name: `Simulator: ${about}`,
  contextLength: 1_000_000,
  maxCompletionTokens: null,
  prompt: '0.000001',
  completion: '0.000002',
  parameters: [...toolParameters, ...reasoningParameters],
}))

const models = new Map(
  [...ordinaryModels, ...simulatedModels].map((model) => [model.id, model] as const),
)

function presentModel(model: ModelInput) {
  const inputs = model.inputs ?? ['text']
  return {
    id: model.id,
    canonical_slug: model.id,
    hugging_face_id: '',
    name: model.name,
    created: 1_729_000_000,
    description: `${model.name}, answered by the simulator.`,
    context_length: model.contextLength,
    architecture: {
      modality: `${inputs.join('+')}->text`,
      input_modalities: inputs,
      output_modalities: ['text'],
      tokenizer: 'Other',
      instruct_type: null,
    },
    pricing: {
      prompt: model.prompt,
      completion: model.completion,
      request: '0',
      image: '0',
      web_search: '0',
      internal_reasoning: '0',
    },
    top_provider: {
      context_length: model.contextLength,
      max_completion_tokens: model.maxCompletionTokens,
      is_moderated: false,
    },
    per_request_limits: null,
    supported_parameters: [...commonParameters, ...(model.parameters ?? [])],
  }
}

/** The body of GET /models. */
export function listModels() {
  return { data: [...models.values()].map(presentModel) }
}

/** Tokens that a listed model takes; a model that is not listed takes any number. */
export function contextLengthOf(id: string): number {
  return models.get(id)?.contextLength ?? Number.POSITIVE_INFINITY
}

/** US dollars for an answer; a model that is not listed costs as much as a simulated one. */
export function costOf(id: string, promptTokens: number, completionTokens: number): number {
  const { prompt, completion } = models.get(id) ?? { prompt: '0.000001', completion: '0.000002' }
  const cost = promptTokens * Number(prompt) + completionTokens * Number(completion)
  return Number(cost.toFixed(10))
}
