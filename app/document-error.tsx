'use client'

import { NextIntlClientProvider } from 'next-intl'

import { languageCookie, parseLanguage } from '@/components/settings/language'
import PageError from '@/components/ui/page-error'
import german from '@/messages/de/ui.json'
import english from '@/messages/en/ui.json'

const texts = { en: english, de: german }

/** In the place of the whole document, whose texts are not there either. */
export default function DocumentError(props: { error: unknown; retry: () => void }) {
  const locale = languageOfPage()
  return (
    <html lang={locale}>
      <body className="bg-canvas text-ink">
        <title>{texts[locale].page_error.document}</title>
        <main className="h-dvh">
          <NextIntlClientProvider locale={locale} messages={{ ui: texts[locale] }}>
            <PageError {...props} />
          </NextIntlClientProvider>
        </main>
      </body>
    </html>
  )
}

function languageOfPage() {
  if (typeof document === 'undefined') return 'en'
  const cookie = new RegExp(`(?:^|; )${languageCookie}=([^;]*)`).exec(document.cookie)?.[1]
  return parseLanguage(cookie, navigator.languages.join(','))
}
