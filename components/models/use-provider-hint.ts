import { useTranslations } from 'next-intl'

import type { Provider } from '@/lib/core/models/model'

/** What to do about a provider that is not configured: in the page's language where that says it, else as the server does. */
export function useProviderHint() {
  const t = useTranslations('models.hints')
  return ({ id, hint }: Provider) => {
    const key = id as Parameters<typeof t>[0]
    return t.has(key) ? t(key) : hint
  }
}
