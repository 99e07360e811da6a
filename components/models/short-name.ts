/** A readable name for a model of which only the id is known: `openrouter/openai/gpt-4o` is `gpt-4o`. */
export const nameFromId = (id: string): string => id.split('/').at(-1) || id

/** Providers' catalogues say "OpenAI: GPT-4o"; beside an answer the maker's name is noise. */
export const shortName = (name: string): string => name.replace(/^[\w .-]{3,24}: (?=\S)/, '')
