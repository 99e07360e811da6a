import {
  createTranslator,
  NextIntlClientProvider,
  type NamespaceKeys,
  type NestedKeyOf,
} from 'next-intl'
import type { ReactNode } from 'react'

import messages from '@/messages/en'

const locale = 'en'

/** Renders what it holds with the English texts. */
export const InEnglish = ({ children }: { children: ReactNode }) => (
  <NextIntlClientProvider {...{ locale, messages }} timeZone="UTC">
    {children}
  </NextIntlClientProvider>
)

/** The English texts of one room or a part of it, for functions that take a translator. */
export const english = <Room extends NamespaceKeys<typeof messages, NestedKeyOf<typeof messages>>>(
  namespace: Room,
) => createTranslator({ locale, messages, namespace, timeZone: 'UTC' })
