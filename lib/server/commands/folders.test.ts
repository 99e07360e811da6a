import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import {
  databaseKinds,
  hasDatabase,
  openTestDatabase,
  type TestDatabase,
} from '@/e2e/support/test-database'
import { createMemoryBus } from '@/lib/adapters/streams/memory-bus'
import type { Actor } from '@/lib/core/access/actor'
import { changeThreadsSchema, listThreadsSchema, patchThreadSchema } from '@/lib/core/thread/thread'
import { changeThreads } from '@/lib/server/commands/change-threads'
import { createFolder } from '@/lib/server/commands/create-folder'
import { deleteFolder } from '@/lib/server/commands/delete-folder'
import { listFolders } from '@/lib/server/commands/list-folders'
import { listThreads } from '@/lib/server/commands/list-threads'
import { updateFolder } from '@/lib/server/commands/update-folder'
import { updateThread } from '@/lib/server/commands/update-thread'
import { ensureLocalActor } from '@/lib/server/local-actor'
import type { Services } from '@/lib/server/services'

describe.each(databaseKinds.filter(hasDatabase))('folders and many threads, on %s', (kind) => {
  let opened: TestDatabase
  let services: Services
  let actor: Actor
  let stranger: Actor

  beforeAll(async () => {
    opened = await openTestDatabase(kind)
    const { prisma } = opened.database
    services = { prisma, bus: createMemoryBus(), clock: { now: () => Date.now() } } as Services
    actor = await ensureLocalActor(prisma)
    stranger = { ...actor, userId: v7() }
    await prisma.user.create({ data: { id: stranger.userId, name: 'A stranger' } })
  })
  afterAll(() => opened.drop())

  async function newThread(owner = actor): Promise<string> {
    const { workspaceId, userId } = owner
    const row = { id: v7(), workspaceId, userId, title: 'Untitled', model: 'demo/skein' }
    return (await services.prisma.thread.create({ data: row })).id
  }
  const folder = async (name: string) => (await createFolder(services, actor, { name })).id
  const names = async () =>
    (await listFolders(services, actor)).data.map(({ name, position }) => `${position} ${name}`)
  const bulk = (body: Record<string, unknown>) =>
    changeThreads(services, actor, changeThreadsSchema.parse(body))
  const listed = async (query: Record<string, unknown>) =>
    (await listThreads(services, actor, listThreadsSchema.parse(query))).data.map(({ id }) => id)

  it('keeps folders in the order that they are put in', async () => {
    const [first, , third] = [await folder('One'), await folder(' Two '), await folder('Three')]
    expect(await names()).toEqual(['1 One', '2 Two', '3 Three'])
    await updateFolder(services, actor, { id: third, input: { position: 1 } })
    expect(await names()).toEqual(['1 Three', '2 One', '3 Two'])
    await updateFolder(services, actor, { id: third, input: { position: 3, name: 'Last' } })
    expect(await names()).toEqual(['1 One', '2 Two', '3 Last'])
    await deleteFolder(services, actor, first)
    expect(await names()).toEqual(['2 Two', '3 Last'])
  })

  it('moves a thread, and keeps it when its folder is deleted', async () => {
    const [thread, id] = [await newThread(), await folder('Short-lived')]
    const input = patchThreadSchema.parse({ folder_id: id })
    const moved = await updateThread(services, actor, { id: thread, input, headers: new Headers() })
    expect(moved.folder_id).toBe(id)
    expect(await listed({ folder_id: id })).toEqual([thread])
    await deleteFolder(services, actor, id)
    expect(await listed({})).toContain(thread)
  })

  it('changes several threads, and none of others', async () => {
    const [one, two, foreign] = [await newThread(), await newThread(), await newThread(stranger)]
    const ids = [one, two, foreign, v7()]
    const id = await folder('Many')
    expect((await bulk({ ids, action: 'move', folder_id: id })).ids.sort()).toEqual([one, two])
    await bulk({ ids: [one], action: 'pin' })
    expect(await listed({ folder_id: id, pinned: 'true' })).toEqual([one])
    await bulk({ ids, action: 'archive' })
    expect(await listed({ archived: 'true' })).toEqual([two, one])
    await bulk({ ids, action: 'unarchive' })
    expect((await bulk({ ids, action: 'delete' })).ids).toEqual([one, two])
    expect(await services.prisma.thread.count({ where: { id: foreign } })).toBe(1)
  })

  it('knows no folder of others', async () => {
    const id = await folder('Mine')
    const refused = { code: 'folder_not_found' }
    const input = { name: 'Theirs' }
    await expect(updateFolder(services, stranger, { id, input })).rejects.toMatchObject(refused)
    await expect(deleteFolder(services, stranger, id)).rejects.toMatchObject(refused)
    await expect(
      bulk({ ids: [await newThread()], action: 'move', folder_id: v7() }),
    ).rejects.toMatchObject(refused)
  })

  it('wants a folder to move to, and for nothing else', () => {
    const ids = [v7()]
    expect(changeThreadsSchema.safeParse({ ids, action: 'move' }).success).toBe(false)
    expect(changeThreadsSchema.safeParse({ ids, action: 'move', folder_id: null }).success).toBe(
      true,
    )
    expect(changeThreadsSchema.safeParse({ ids, action: 'pin', folder_id: v7() }).success).toBe(
      false,
    )
  })
})
