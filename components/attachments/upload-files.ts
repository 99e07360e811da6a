import { explain } from '@/components/api/explain'
import { newId } from '@/components/api/new-id'
import { RequestError } from '@/components/api/request'
import { toAttachedFile } from '@/components/attachments/attached-file'
import {
  changeDraftFiles,
  draftOf,
  getDraftFiles,
  type DraftFile,
} from '@/components/attachments/draft-files'
import { toastStore } from '@/components/ui/toast-store'
import type { StoredFile } from '@/lib/core/file/file'
import { maxFilesOfMessage } from '@/lib/core/file/file-types'

/** What to tell a person about a file that is not taken. */
export type UploadTexts = {
  tooLarge: string
  tooMany: string
  offline: string
  temporary: string
}

type Upload = { file: File; request: XMLHttpRequest | null }

const uploads = new Map<string, Upload>()

/** Attaches files to a draft: each is sent to the server at once. Without a draft that is kept, says why it does not. */
export function attachFiles(
  draftKey: string | null,
  files: readonly File[],
  { maxBytes, texts }: { maxBytes: number; texts: UploadTexts },
): void {
  if (draftKey === null) {
    toastStore.show({ message: texts.temporary })
    return
  }
  for (const file of files) {
    const key = newId()
    const count = getDraftFiles(draftKey).length
    const refusal =
      count >= maxFilesOfMessage ? texts.tooMany : file.size > maxBytes ? texts.tooLarge : null
    const draft: DraftFile = {
      key,
      name: file.name,
      size: file.size,
      status: refusal === null ? 'uploading' : 'failed',
      progress: 0,
      problem: refusal,
      isRetriable: false,
      file: null,
    }
    changeDraftFiles(draftKey, (all) => [...all, draft])
    if (refusal !== null) continue
    uploads.set(key, { file, request: null })
    send(key, texts)
  }
}

/** Sends a file again that did not arrive. */
export function retryUpload(key: string, texts: UploadTexts): void {
  changeDraftFile(key, { status: 'uploading', progress: 0, problem: null })
  send(key, texts)
}

/** Takes a file out of a draft, while it is sent or afterwards. */
export function removeDraftFile(draftKey: string, { key, file }: DraftFile): void {
  changeDraftFiles(draftKey, (all) => all.filter((one) => one.key !== key))
  uploads.get(key)?.request?.abort()
  uploads.delete(key)
  // What is not deleted now is removed by the server within a day.
  if (file) void fetch(file.url, { method: 'DELETE', keepalive: true }).catch(() => undefined)
}

/** `fetch` does not tell how much was sent. */
function send(key: string, texts: UploadTexts) {
  const upload = uploads.get(key)
  if (!upload) return
  const { file } = upload
  const request = new XMLHttpRequest()
  upload.request = request
  request.open('POST', `/api/files?name=${encodeURIComponent(file.name.toWellFormed())}`)
  request.setRequestHeader('content-type', 'application/octet-stream')
  request.responseType = 'json'
  request.upload.onprogress = ({ loaded, total }) =>
    changeDraftFile(key, { progress: total > 0 ? loaded / total : 0 })
  request.onload = () => {
    if (request.status === 201) {
      uploads.delete(key)
      const stored = toAttachedFile(request.response as StoredFile)
      return changeDraftFile(key, { status: 'ready', progress: 1, file: stored })
    }
    const { error } = (request.response ?? {}) as {
      error?: { code: string; message: string }
    }
    const isRetriable = request.status >= 500 || request.status === 429
    changeDraftFile(key, {
      status: 'failed',
      problem: error
        ? explain(new RequestError(request.status, error.code, error.message))
        : texts.offline,
      isRetriable,
    })
  }
  request.onerror = () =>
    changeDraftFile(key, { status: 'failed', problem: texts.offline, isRetriable: true })
  request.send(file)
}

/** Changes a file, in whichever draft it is by now. */
function changeDraftFile(key: string, change: Partial<DraftFile>) {
  const draft = draftOf(key)
  if (draft === undefined) return
  changeDraftFiles(draft, (all) =>
    all.map((one) => (one.key === key ? { ...one, ...change } : one)),
  )
}
