import type { Metadata, Viewport } from 'next'
import { cookies, headers } from 'next/headers'
import { NextIntlClientProvider } from 'next-intl'
import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { preload } from 'react-dom'

import { ErrorLanguage } from '@/components/api/error-language'
import { readLook } from '@/components/settings/look'
import { canvas } from '@/components/settings/theme'
import { EarlyPresses } from '@/components/ui/early-presses'
import { Texts } from '@/i18n/texts'
import { nonceIn } from '@/lib/server/http/content-security-policy'

import '@fontsource-variable/geist'
import '@fontsource-variable/geist-mono'
import './globals.css'

/** The letters of most pages. Other letters, and those of code, are fetched where they are used. */
const latinLetters = new URL(
  '@fontsource-variable/geist/files/geist-latin-wght-normal.woff2',
  import.meta.url,
)

const endOfPage = 'end-of-page'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('pages')
  return {
    title: { default: 'Skein', template: '%s · Skein' },
    description: t('description'),
    robots: { index: false },
    appleWebApp: { capable: true, title: 'Skein', statusBarStyle: 'default' },
  }
}

async function lookOfDevice() {
  const jar = await cookies()
  return readLook((name) => jar.get(name)?.value)
}

export async function generateViewport(): Promise<Viewport> {
  const { theme } = await lookOfDevice()
  return {
    width: 'device-width',
    initialScale: 1,
    viewportFit: 'cover',
    interactiveWidget: 'resizes-content',
    themeColor:
      theme === 'system'
        ? [
            { media: '(prefers-color-scheme: light)', color: canvas.light },
            { media: '(prefers-color-scheme: dark)', color: canvas.dark },
          ]
        : canvas[theme],
  }
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [look, locale, asked] = await Promise.all([lookOfDevice(), getLocale(), headers()])
  preload(latinLetters.href, { as: 'font', type: 'font/woff2', crossOrigin: 'anonymous' })
  return (
    <html
      lang={locale}
      data-theme={look.theme}
      data-density={look.density}
      data-font-size={look.fontSize}
      className="antialiased"
    >
      <head>
        {/* Else the browser draws what it has read so far, lays it out once more for each further piece, and things jump. */}
        <link rel="expect" href={`#${endOfPage}`} blocking="render" />
      </head>
      <body className="bg-canvas text-ink">
        <EarlyPresses nonce={nonceIn(asked.get('content-security-policy'))} />
        <NextIntlClientProvider messages={{}}>
          <Texts rooms={['errors', 'ui']}>
            <ErrorLanguage />
            {children}
          </Texts>
        </NextIntlClientProvider>
        <span id={endOfPage} hidden />
      </body>
    </html>
  )
}
