import { z } from 'zod'

import { examples } from '@/lib/core/api/examples'
import { json, noContent, operation } from '@/lib/core/api/operation'
import { rowParams } from '@/lib/core/api/path-params'
import { createFileSchema, fileSchema } from '@/lib/core/file/file'
import { fileTypes } from '@/lib/core/file/file-types'

const tag = 'Messages'
const path = '/api/files/{id}'
const bytes = z.string().meta({ format: 'binary' })

const headers = {
  'content-disposition': '`inline` for images, `attachment` for everything else',
  etag: 'To ask whether one’s copy is still good (`If-None-Match`, answered with 304)',
}

export const createFileOperation = operation({
  id: 'createFile',
  method: 'POST',
  path: '/api/files',
  tag,
  access: 'chat',
  summary: 'Upload a file to attach it to a message',
  description:
    'The body is the file itself, at most `MAX_FILE_BYTES`: a PNG, JPEG, WebP or GIF image, a PDF, or text in UTF-8 of at most 1,000,000 bytes (code too). What it is, its content tells, not its name or media type. Images lose what a camera wrote into them, and larger ones are brought down to 4096 pixels. Name its `url` in a `file` part of a message within a day, else it is removed.',
  query: createFileSchema,
  documentedBody: { 'application/octet-stream': bytes },
  answers: { 201: json(fileSchema, 'The file as it is kept', examples.file) },
  errors: ['file_too_large', 'unsupported_file', 'invalid_file'],
})

export const getFileOperation = operation({
  id: 'getFile',
  method: 'GET',
  path,
  tag,
  access: 'read',
  summary: 'Download a file',
  description:
    'One’s own, or one of a message that one may read. Its bytes never change under an id.',
  params: rowParams,
  answers: {
    200: {
      description: 'The file',
      content: Object.fromEntries(fileTypes.map((type) => [type, { schema: bytes }])),
      headers,
    },
    304: noContent('The copy that `If-None-Match` names is still good'),
  },
  headers: { 'if-none-match': 'The `etag` of a copy' },
  errors: ['file_not_found'],
})

export const getThumbnailOperation = operation({
  id: 'getThumbnail',
  method: 'GET',
  path: `${path}/thumbnail`,
  tag,
  access: 'read',
  summary: 'Get a small picture of an image',
  description: 'At most 512 pixels wide and high. Only images have one.',
  params: rowParams,
  answers: {
    200: {
      description: 'The picture',
      content: { 'image/webp': { schema: bytes } },
      headers: { etag: headers.etag },
    },
    304: noContent('The copy that `If-None-Match` names is still good'),
  },
  headers: { 'if-none-match': 'The `etag` of a copy' },
  errors: ['file_not_found'],
})

export const deleteFileOperation = operation({
  id: 'deleteFile',
  method: 'DELETE',
  path,
  tag,
  access: 'chat',
  summary: 'Delete a file that was not sent',
  description: 'One that a message carries goes with its last message.',
  params: rowParams,
  answers: { 204: noContent('It is gone') },
  errors: ['file_not_found', 'file_in_use'],
})
