import type { JSONValue, ToolCallPart, ToolResultPart } from 'ai'

export type ConvertedTool = {
  /** Null when no provider would take it: names, ids and inputs have narrow forms. */
  native: { call: ToolCallPart; result: ToolResultPart; texts: [string, string] } | null
  text: string
}

const providersName = /^[\w-]{1,64}$/

export const isToolType = (type: unknown): type is string =>
  type === 'dynamic-tool' || (typeof type === 'string' && type.startsWith('tool-'))

/** A tool part of a stored message as call and result, and as a text; null when it has no result. Never throws. */
export function convertTool(part: Record<string, unknown>): ConvertedTool | null {
  const output = outputOf(part)
  if (output === null) return null
  const name =
    part.type === 'dynamic-tool' ? part.toolName : String(part.type).slice('tool-'.length)
  const toolName = typeof name === 'string' && name !== '' ? name : 'a tool'
  const input = jsonOf(part.input)
  const result = output.type === 'json' ? JSON.stringify(output.value) : output.value
  const failed = output.type === 'error-text' ? 'Error: ' : ''
  const { toolCallId } = part
  const takesNative =
    typeof toolCallId === 'string' &&
    providersName.test(toolCallId) &&
    providersName.test(toolName) &&
    isObject(input) &&
    part.providerExecuted !== true
  return {
    native: takesNative
      ? {
          call: { type: 'tool-call', toolCallId, toolName, input },
          result: { type: 'tool-result', toolCallId, toolName, output },
          texts: [JSON.stringify(input), result],
        }
      : null,
    text: `[Called ${toolName} with ${JSON.stringify(input)}. Result: ${failed}${result}]`,
  }
}

function outputOf(part: Record<string, unknown>) {
  switch (part.state) {
    case 'output-available': {
      if (part.preliminary === true) return null
      const value = jsonOf(part.output)
      return typeof value === 'string'
        ? ({ type: 'text', value } as const)
        : ({ type: 'json', value } as const)
    }
    case 'output-error': {
      const value = typeof part.errorText === 'string' ? part.errorText : 'The tool failed.'
      return { type: 'error-text', value } as const
    }
    case 'output-denied':
      return { type: 'error-text', value: 'Tool call execution denied.' } as const
    default:
      return null
  }
}

const isObject = (value: JSONValue) =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

/** The value as JSON has it; null for what JSON cannot say. */
function jsonOf(value: unknown): JSONValue {
  try {
    return JSON.parse(JSON.stringify(value) ?? 'null') as JSONValue
  } catch {
    // A cycle or too deep a nesting: nothing that a provider would take either.
    return null
  }
}
