'use client'

import { FileText, RotateCw, X } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'

import { isImage } from '@/components/attachments/attached-file'
import { isMissing, type DraftFile } from '@/components/attachments/draft-files'
import { formatBytes } from '@/components/attachments/format-bytes'
import {
  removeDraftFile,
  retryUpload,
  type UploadTexts,
} from '@/components/attachments/upload-files'
import { useModelAbilities } from '@/components/attachments/use-model-abilities'
import { focusComposerIfLost } from '@/components/chat/focus-composer'
import { knownName } from '@/components/models/catalogue'
import { shortName } from '@/components/models/short-name'
import { IconButton } from '@/components/ui/icon-button'
import { plainName } from '@/lib/core/thread/plain-name'

export type AttachmentBarProps = {
  draftKey: string
  files: readonly DraftFile[]
  texts: UploadTexts
  /** Who is to get them. */
  models: readonly string[]
}

const nameOf = (model: string) => shortName(plainName(knownName(model)))

/** The files that go along with what is written: how far they are, and what the model can do with them. */
export default function AttachmentBar({ draftKey, files, texts, models }: AttachmentBarProps) {
  const t = useTranslations('files')
  const locale = useLocale()
  const abilities = useModelAbilities()
  const has = (test: (mediaType: string) => boolean) =>
    files.some(({ file }) => file !== null && test(file.mediaType))
  const without = (ability: 'images' | 'files') =>
    models.filter((model) => abilities(model)?.[ability] === false).map(nameOf)
  const listed = (names: readonly string[]) => ({
    names: new Intl.ListFormat(locale, { type: 'conjunction' }).format(names),
    count: names.length,
  })
  const blind = has((type) => type.startsWith('image/')) ? without('images') : []
  const unread = has((type) => type === 'application/pdf') ? without('files') : []
  const notes = [
    blind.length > 0 && t('no_images', listed(blind)),
    unread.length > 0 && t('no_pdf', listed(unread)),
    files.some((file) => file.status === 'failed' && isMissing(file)) && t('missing'),
  ].filter((note) => note !== false)
  return (
    <div className="grid gap-1.5 px-3 pt-3">
      <ul
        aria-label={t('list')}
        className="flex max-h-[30dvh] flex-wrap gap-2 overflow-y-auto overscroll-contain"
      >
        {files.map((file) => (
          <li key={file.key} className="max-w-full min-w-0">
            <Item
              file={file}
              onRemove={() => removeDraftFile(draftKey, file)}
              onRetry={() => {
                retryUpload(file.key, texts)
                focusComposerIfLost()
              }}
            />
          </li>
        ))}
      </ul>
      {notes.length > 0 && (
        <p role="status" className="text-label text-caution px-1">
          {notes.join(' ')}
        </p>
      )}
    </div>
  )
}

function Item({
  file: draft,
  onRemove,
  onRetry,
}: {
  file: DraftFile
  onRemove: () => void
  onRetry: () => void
}) {
  const t = useTranslations('files')
  const locale = useLocale()
  const { name, size, status, progress, problem, file } = draft
  const percent = Math.round(progress * 100)
  return (
    <div
      className="border-line bg-sunken text-label relative flex max-w-full items-center gap-2.5 overflow-hidden rounded-md border py-1 pr-1 pl-1.5"
      data-status={status}
    >
      {file && isImage(file) ? (
        // It is made by the server, in the size in which it is shown.
        // eslint-disable-next-line @next/next/no-img-element
        <img
          src={`${file.url}/thumbnail`}
          alt=""
          width={36}
          height={36}
          className="size-9 shrink-0 rounded-sm object-cover"
        />
      ) : (
        <span className="text-ink-muted grid size-9 shrink-0 place-items-center">
          <FileText size={18} aria-hidden />
        </span>
      )}
      <span className="grid min-w-0 leading-tight">
        <bdi className="max-w-56 truncate font-medium">{name}</bdi>
        {problem === null ? (
          <span className="text-caption text-ink-muted tabular-nums">
            {status === 'uploading'
              ? t('uploading', { percent })
              : formatBytes(file?.size ?? size, locale)}
          </span>
        ) : (
          <span role="alert" className="text-caption text-danger max-w-72">
            {problem}
          </span>
        )}
      </span>
      {status === 'failed' && draft.isRetriable && (
        <IconButton
          label={t('retry', { name })}
          tip="none"
          size="small"
          icon={<RotateCw size={14} aria-hidden />}
          onClick={onRetry}
        />
      )}
      <IconButton
        label={status === 'uploading' ? t('cancel', { name }) : t('remove', { name })}
        tip="none"
        size="small"
        icon={<X size={15} aria-hidden />}
        onClick={onRemove}
      />
      {status === 'uploading' && (
        <progress
          aria-label={t('progress', { name })}
          max={100}
          value={percent}
          className="[&::-moz-progress-bar]:bg-accent [&::-webkit-progress-value]:bg-accent absolute inset-x-0 bottom-0 h-0.5 w-full appearance-none bg-transparent [&::-webkit-progress-bar]:bg-transparent"
        />
      )}
    </div>
  )
}
