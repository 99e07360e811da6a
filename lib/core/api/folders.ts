import { examples } from '@/lib/core/api/examples'
import { json, noContent, operation } from '@/lib/core/api/operation'
import { rowParams } from '@/lib/core/api/path-params'
import {
  createFolderSchema,
  folderListSchema,
  folderSchema,
  patchFolderSchema,
} from '@/lib/core/thread/folder'

const tag = 'Threads'
const path = '/api/folders/{id}'

export const listFoldersOperation = operation({
  id: 'listFolders',
  method: 'GET',
  path: '/api/folders',
  tag,
  access: 'read',
  summary: 'List your folders, in their order',
  answers: { 200: json(folderListSchema, 'The folders', { data: [examples.folder] }) },
})

export const createFolderOperation = operation({
  id: 'createFolder',
  method: 'POST',
  path: '/api/folders',
  tag,
  access: 'chat',
  summary: 'Make a folder, after the others',
  description: 'Threads are moved by their `folder_id`.',
  body: createFolderSchema,
  exampleBody: { name: 'Research' },
  answers: { 201: json(folderSchema, 'The folder', examples.folder) },
  errors: ['too_many_folders'],
})

export const updateFolderOperation = operation({
  id: 'updateFolder',
  method: 'PATCH',
  path,
  tag,
  access: 'chat',
  summary: 'Rename a folder, or put it in another place',
  params: rowParams,
  body: patchFolderSchema,
  exampleBody: { name: 'Reading' },
  answers: { 200: json(folderSchema, 'The folder as it is now', examples.folder) },
  errors: ['folder_not_found'],
})

export const deleteFolderOperation = operation({
  id: 'deleteFolder',
  method: 'DELETE',
  path,
  tag,
  access: 'chat',
  summary: 'Delete a folder; its threads stay',
  params: rowParams,
  answers: { 204: noContent('It is gone') },
  errors: ['folder_not_found'],
})
