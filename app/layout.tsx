import { GeistMono } from 'geist/font/mono'
import { GeistSans } from 'geist/font/sans'
import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'

import { parseTheme, themeCookie } from '@/components/settings/theme'

import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Skein', template: '%s · Skein' },
  description: 'One conversation, many models',
  robots: { index: false },
}

const canvas = { light: '#fafaf7', dark: '#151816' }

const readTheme = async () => parseTheme((await cookies()).get(themeCookie)?.value)

export async function generateViewport(): Promise<Viewport> {
  const theme = await readTheme()
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
  const theme = await readTheme()
  return (
    <html
      lang="en"
      data-theme={theme}
      className={`${GeistSans.variable} ${GeistMono.variable} antialiased`}
    >
      <body className="bg-canvas text-ink">{children}</body>
    </html>
  )
}
