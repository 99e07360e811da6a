import type { Language } from '@/components/settings/language'
import type { Messages } from '@/messages/en'

declare module 'next-intl' {
  interface AppConfig {
    Locale: Language
    Messages: Messages
  }
}
