import type { MetadataRoute } from 'next'

import { getTranslations } from 'next-intl/server'

import { canvas } from '@/components/settings/theme'
import { fileTypes } from '@/lib/core/file/file-types'

const icon = (name: string, size: number, purpose: 'any' | 'maskable') => ({
  src: `/icons/${name}-${size}.png`,
  sizes: `${size}x${size}`,
  type: 'image/png',
  purpose,
})

/** What a browser needs to know to install the page as an app. */
export default async function manifest(): Promise<MetadataRoute.Manifest> {
  const t = await getTranslations('pages')
  return {
    id: '/',
    name: 'Skein',
    short_name: 'Skein',
    description: t('description'),
    start_url: '/',
    scope: '/',
    display: 'standalone',
    background_color: canvas.light,
    theme_color: canvas.light,
    categories: ['productivity'],
    icons: [
      icon('icon', 192, 'any'),
      icon('icon', 512, 'any'),
      icon('maskable', 192, 'maskable'),
      icon('maskable', 512, 'maskable'),
    ],
    shortcuts: [
      { name: t('shortcuts.new_thread'), url: '/', icons: [icon('icon', 192, 'any')] },
      { name: t('shortcuts.settings'), url: '/settings', icons: [icon('icon', 192, 'any')] },
    ],
    share_target: {
      action: '/share-target',
      method: 'POST',
      enctype: 'multipart/form-data',
      params: {
        title: 'title',
        text: 'text',
        url: 'url',
        files: [{ name: 'files', accept: [...fileTypes, 'text/*'] }],
      },
    },
  }
}
