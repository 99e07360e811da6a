/**
 * The page's service worker: it keeps assets, whose names change with what is in them, and a page that says that there is no
 * connection. Pages, answers of the API and whatever else is somebody's are never kept, but for the files that another app
 * shares, until the page takes them.
 */
const cacheName = 'skein-1'
const sharedCache = 'skein-shared'
const shareTarget = '/share-target'
const offlinePage = '/offline'
const shell = [offlinePage, '/offline.js', '/icon.svg']
const mostAssets = 300
/** Servers refuse addresses that are much longer. */
const longestQuery = 4000

const isAsset = (path) => path.startsWith('/_next/static/')
const isOfApi = (path) => /^\/(?:api|chat|threads|messages)(?:\/|$)/.test(path)

async function renewShell() {
  const cache = await caches.open(cacheName)
  await cache.addAll(shell.map((path) => new Request(path, { cache: 'reload' })))
}

async function begin() {
  const names = await caches.keys()
  const old = names.filter((name) => name !== cacheName && name !== sharedCache)
  await Promise.all(old.map((name) => caches.delete(name)))
  // Else a page waits until this worker has started.
  await self.registration.navigationPreload?.enable()
  await self.clients.claim()
}

async function openPage(event) {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request))
  } catch {
    return (await caches.match(offlinePage)) ?? Response.error()
  }
}

async function readAsset(request) {
  const known = await caches.match(request)
  if (known) return known
  const response = await fetch(request)
  if (response.ok) await keep(request, response.clone()).catch(() => undefined)
  return response
}

/** The oldest make room: most of them are of a build that is gone. */
async function keep(request, response) {
  const cache = await caches.open(cacheName)
  await cache.put(request, response)
  const assets = (await cache.keys()).filter(({ url }) => isAsset(new URL(url).pathname))
  const tooMany = assets.slice(0, Math.max(0, assets.length - mostAssets))
  await Promise.all(tooMany.map((asset) => cache.delete(asset)))
}

const readShell = async (request) => {
  try {
    return await fetch(request)
  } catch {
    return (await caches.match(request)) ?? Response.error()
  }
}

/** What another app shares: its words go on in the address, its files to `components/pwa/shared-files.ts`. */
async function takeShared(request) {
  const form = [...(await request.formData())]
  const words = form.filter(([, value]) => typeof value === 'string')
  const files = form.map(([, value]) => value).filter(({ size }) => size > 0)
  const query = String(new URLSearchParams(words))
  const isLong = query.length > longestQuery
  if (isLong) files.push(asFile(words.map(([, value]) => value).join('\n\n')))
  // Without room to keep them, the words are better than nothing.
  const isKept = await keepShared(files).then(
    () => true,
    () => false,
  )
  return Response.redirect(`/share?${isLong && isKept ? '' : query}`, 303)
}

const asFile = (text) => new File([text], 'text.txt', { type: 'text/plain' })

async function keepShared(files) {
  const cache = await caches.open(sharedCache)
  for (const file of files) {
    const headers = { 'content-type': file.type, 'x-file-name': encodeURIComponent(file.name) }
    await cache.put(`${shareTarget}/${crypto.randomUUID()}`, new Response(file, { headers }))
  }
}

// A new version takes over at once: it serves nothing that a page of the old one could miss.
self.addEventListener('install', (event) =>
  event.waitUntil(renewShell().then(() => self.skipWaiting())),
)

self.addEventListener('activate', (event) => event.waitUntil(begin()))

self.addEventListener('message', (event) => {
  if (event.data === 'renew-shell') event.waitUntil(renewShell())
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method === 'POST' && origin === self.location.origin && pathname === shareTarget) {
    return event.respondWith(takeShared(request))
  }
  if (request.method !== 'GET' || origin !== self.location.origin || isOfApi(pathname)) return
  if (request.mode === 'navigate') event.respondWith(openPage(event))
  else if (isAsset(pathname)) event.respondWith(readAsset(request))
  else if (shell.includes(pathname)) event.respondWith(readShell(request))
})
