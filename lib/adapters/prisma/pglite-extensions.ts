import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'

/** What the embedded database can do besides; whoever opens a folder that was used with them needs them to write. */
export const pgliteExtensions = { pg_trgm }
