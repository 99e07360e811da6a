import { z } from 'zod'

/** `ui-v1` is the AI SDK's UI message stream, `data-v1` the data stream protocol of AI SDK 4 clients. */
export const streamProtocols = ['ui-v1', 'data-v1'] as const

export type StreamProtocol = (typeof streamProtocols)[number]

/** The query of every route that answers with the stream of a turn. */
export const turnStreamQuery = z.object({ protocol: z.enum(streamProtocols).optional() })

export type TurnStreamQuery = z.output<typeof turnStreamQuery>
