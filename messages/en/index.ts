import account from './account.json'
import admin from './admin.json'
import auth from './auth.json'
import chat from './chat.json'
import composer from './composer.json'
import context from './context.json'
import errors from './errors.json'
import files from './files.json'
import jobs from './jobs.json'
import live from './live.json'
import models from './models.json'
import pages from './pages.json'
import prompts from './prompts.json'
import search from './search.json'
import settings from './settings.json'
import sharing from './sharing.json'
import shortcuts from './shortcuts.json'
import summaries from './summaries.json'
import temporary from './temporary.json'
import threads from './threads.json'
import transfer from './transfer.json'
import ui from './ui.json'
import usage from './usage.json'

const messages = {
  account,
  admin,
  auth,
  chat,
  composer,
  context,
  errors,
  files,
  jobs,
  live,
  models,
  pages,
  prompts,
  search,
  settings,
  sharing,
  shortcuts,
  summaries,
  temporary,
  threads,
  transfer,
  ui,
  usage,
}

/** Every text of the page, by the room that shows it; the other languages have the same keys. */
export type Messages = typeof messages

export default messages
