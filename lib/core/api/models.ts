import { examples } from '@/lib/core/api/examples'
import { json, operation } from '@/lib/core/api/operation'
import { modelListSchema } from '@/lib/core/models/model'
import { patchProfileSchema, profileSchema } from '@/lib/core/thread/profile'

const tag = 'Models'

export const listModelsOperation = operation({
  id: 'listModels',
  method: 'GET',
  path: '/api/models',
  tag,
  access: 'read',
  summary: 'List models with window, prices and abilities, and their providers',
  answers: {
    200: json(modelListSchema, 'The catalogue', {
      data: [
        {
          id: examples.thread.model,
          provider: 'openrouter',
          name: 'Claude 3.5 Sonnet',
          description: null,
          context_window: 200_000,
          max_output_tokens: 8192,
          price: { input: 3, output: 15 },
          abilities: { tools: true, reasoning: false, images: true, files: true },
          configured: true,
          demo: false,
        },
      ],
      providers: [
        {
          id: 'openrouter',
          name: 'OpenRouter',
          configured: true,
          hint: null,
          catalogue: 'live',
          fetched_at: '2026-11-21T09:00:00.000Z',
        },
      ],
      default_model: examples.thread.model,
    }),
  },
})

export const getProfileOperation = operation({
  id: 'getProfile',
  method: 'GET',
  path: '/api/user/profile',
  tag,
  access: 'read',
  summary: 'Read your profile',
  answers: { 200: json(profileSchema, 'The profile', examples.profile) },
})

export const updateProfileOperation = operation({
  id: 'updateProfile',
  method: 'PATCH',
  path: '/api/user/profile',
  tag,
  access: 'chat',
  summary: 'Change your name, or the model of new threads',
  body: patchProfileSchema,
  exampleBody: { preferred_model: 'openai/gpt-4o-mini' },
  answers: { 200: json(profileSchema, 'The profile as it is now', examples.profile) },
  errors: ['unknown_model', 'model_not_configured'],
})
