/**
 * The page's service worker: it keeps assets, whose names change with what is in them, and a page that says that there is no
 * connection. Pages, answers of the API and whatever else is somebody's are never kept.
 */
const cacheName = 'skein-1'
const offlinePage = '/offline'
const shell = [offlinePage, '/offline.js', '/icon.svg']
const mostAssets = 300

const isAsset = (path) => path.startsWith('/_next/static/')
const isOfApi = (path) => /^\/(?:api|chat|threads|messages)(?:\/|$)/.test(path)

async function renewShell() {
  const cache = await caches.open(cacheName)
  await cache.addAll(shell.map((path) => new Request(path, { cache: 'reload' })))
}

async function begin() {
  const names = await caches.keys()
  await Promise.all(names.filter((name) => name !== cacheName).map((name) => caches.delete(name)))
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
  if (request.method !== 'GET' || origin !== self.location.origin || isOfApi(pathname)) return
  if (request.mode === 'navigate') event.respondWith(openPage(event))
  else if (isAsset(pathname)) event.respondWith(readAsset(request))
  else if (shell.includes(pathname)) event.respondWith(readShell(request))
})
