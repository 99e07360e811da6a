import { examples } from '@/lib/core/api/examples'
import { json, noContent, operation } from '@/lib/core/api/operation'
import { rowParams } from '@/lib/core/api/path-params'
import {
  createPromptSchema,
  patchPromptSchema,
  promptListSchema,
  promptSchema,
} from '@/lib/core/prompt/prompt'

const tag = 'Messages'

export const listPromptsOperation = operation({
  id: 'listPrompts',
  method: 'GET',
  path: '/api/prompts',
  tag,
  access: 'read',
  summary: 'List one’s prompts, and those that members of the workspace share',
  answers: { 200: json(promptListSchema, 'By name', { data: [examples.prompt] }) },
})

export const createPromptOperation = operation({
  id: 'createPrompt',
  method: 'POST',
  path: '/api/prompts',
  tag,
  access: 'chat',
  summary: 'Keep a text for `/` in the composer',
  body: createPromptSchema,
  exampleBody: { name: 'translate', text: 'Translate into {{language}}:\n\n{{text}}' },
  answers: { 201: json(promptSchema, 'The prompt', examples.prompt) },
  errors: ['prompt_exists'],
})

export const updatePromptOperation = operation({
  id: 'updatePrompt',
  method: 'PATCH',
  path: '/api/prompts/{id}',
  tag,
  access: 'chat',
  summary: 'Change a prompt of one’s own',
  params: rowParams,
  body: patchPromptSchema,
  exampleBody: { shared: true },
  answers: { 200: json(promptSchema, 'The prompt as it is now', examples.prompt) },
  errors: ['prompt_not_found', 'prompt_exists'],
})

export const deletePromptOperation = operation({
  id: 'deletePrompt',
  method: 'DELETE',
  path: '/api/prompts/{id}',
  tag,
  access: 'chat',
  summary: 'Delete a prompt of one’s own',
  params: rowParams,
  answers: { 204: noContent('It is gone') },
  errors: ['prompt_not_found'],
})
