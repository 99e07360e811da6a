'use client'

import 'swagger-ui-dist/swagger-ui.css'
import './api-viewer.css'

import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'

const wantsDark = (theme: string | undefined, system: MediaQueryList) =>
  theme === 'dark' || (theme !== 'light' && system.matches)

/** Reads the OpenAPI document, and sends requests to this server. */
export function ApiViewer({ url }: { url: string }) {
  const t = useTranslations('pages.api_viewer')
  const place = useRef<HTMLDivElement>(null)
  const [hasFailed, setHasFailed] = useState(false)

  useEffect(() => {
    import('swagger-ui-dist/swagger-ui-es-bundle.js')
      .then(({ default: showDocument }) =>
        showDocument({
          url,
          domNode: place.current,
          deepLinking: true,
          docExpansion: 'list',
          defaultModelsExpandDepth: 0,
          displayRequestDuration: true,
          tryItOutEnabled: true,
          validatorUrl: null,
        }),
      )
      .catch(() => setHasFailed(true))
  }, [url])

  useEffect(() => {
    const { documentElement: root } = document
    const system = matchMedia('(prefers-color-scheme: dark)')
    const follow = () => root.classList.toggle('dark-mode', wantsDark(root.dataset.theme, system))
    follow()
    system.addEventListener('change', follow)
    return () => {
      system.removeEventListener('change', follow)
      root.classList.remove('dark-mode')
    }
  }, [])

  if (hasFailed) {
    return (
      <p role="alert" className="text-danger p-4">
        {t.rich('failed', {
          link: () => (
            <a className="underline" href={url}>
              {url}
            </a>
          ),
        })}
      </p>
    )
  }
  return <div ref={place} className="api-viewer" />
}
