'use client'

import { FileText } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { Suspense, useState } from 'react'

import { isImage, type AttachedFile } from '@/components/attachments/attached-file'
import { formatBytes } from '@/components/attachments/format-bytes'
import { lazyPart } from '@/components/ui/lazy-part'
import { plainName } from '@/lib/core/thread/plain-name'

const ImageViewer = lazyPart(() => import('@/components/attachments/image-viewer'))

const height = 144
const widest = 288

/** What a question carries: small pictures that open larger, and files to download. */
export default function QuestionFiles({ files }: { files: readonly AttachedFile[] }) {
  const t = useTranslations('files')
  const [opened, setOpened] = useState<AttachedFile | null>(null)
  return (
    <>
      <ul aria-label={t('list')} className="mb-1.5 flex max-w-full flex-wrap justify-end gap-1.5">
        {files.map((file) => (
          <li key={file.url} className="max-w-full min-w-0">
            {isImage(file) ? (
              <Thumbnail file={file} onOpen={() => setOpened(file)} />
            ) : (
              <FileLink file={file} />
            )}
          </li>
        ))}
      </ul>
      {opened && (
        <Suspense>
          <ImageViewer file={opened} onClose={() => setOpened(null)} />
        </Suspense>
      )}
    </>
  )
}

function Thumbnail({ file, onOpen }: { file: AttachedFile; onOpen: () => void }) {
  const t = useTranslations('files')
  const name = plainName(file.name)
  const ratio = file.width && file.height ? file.width / file.height : 1
  const width = Math.round(Math.min(widest, Math.max(44, height * ratio)))
  return (
    <button
      type="button"
      onClick={onOpen}
      aria-label={t('open', { name })}
      className="border-line bg-sunken block max-w-full overflow-hidden rounded-md border"
    >
      {/* It is made by the server, in the size in which it is shown. */}
      {/* eslint-disable-next-line @next/next/no-img-element */}
      <img
        src={`${file.url}/thumbnail`}
        alt={name}
        width={width}
        height={height}
        loading="lazy"
        decoding="async"
        style={{ height, width }}
        className="max-w-full object-cover"
      />
    </button>
  )
}

function FileLink({ file }: { file: AttachedFile }) {
  const t = useTranslations('files')
  const locale = useLocale()
  const name = plainName(file.name)
  return (
    <a
      href={file.url}
      download={name}
      className="border-line bg-surface text-label hover:bg-hover coarse:min-h-11 flex min-h-9 max-w-full items-center gap-2 rounded-md border px-3 py-1.5"
    >
      <FileText size={15} aria-hidden className="text-ink-muted shrink-0" />
      <bdi className="min-w-0 [overflow-wrap:anywhere]">{name || t('unnamed')}</bdi>
      {file.size !== null && (
        <span className="text-ink-muted shrink-0 tabular-nums">
          {formatBytes(file.size, locale)}
        </span>
      )}
    </a>
  )
}
