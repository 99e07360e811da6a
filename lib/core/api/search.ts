import { examples } from '@/lib/core/api/examples'
import { json, operation } from '@/lib/core/api/operation'
import { searchResultSchema, searchSchema } from '@/lib/core/search/search'

export const searchOperation = operation({
  id: 'search',
  method: 'GET',
  path: '/api/search',
  tag: 'Threads',
  access: 'read',
  summary: 'Find threads by their titles and messages by their words',
  description:
    'Where no message has the words, those with words that are spelled alike are given and these marked, if the database has pg_trgm. Of a text, the first 200,000 characters are searched; an answer once it is over.',
  query: searchSchema,
  answers: { 200: json(searchResultSchema, 'What was found', examples.searchResult) },
})
