import { downloadBlob } from '@/components/ui/download-blob'

/** Saves a text as a file of the one who reads. */
export function downloadText(text: string, name: string, type = 'text/plain'): void {
  downloadBlob(new Blob([text], { type }), name)
}
