/** Of a form without files; with some it is for the service worker, which keeps them. */
const mostBytes = 100_000

/** What another app shares, when the service worker is not there to take it: its words go on to the page, files do not. */
export async function POST(request: Request): Promise<Response> {
  const isSmall = Number(request.headers.get('content-length') ?? Infinity) <= mostBytes
  const form = isSmall ? await request.formData().catch(() => null) : null
  const words = ['title', 'text', 'url'].flatMap((name) => {
    const value = form?.get(name)
    return typeof value === 'string' && value !== '' ? [[name, value]] : []
  })
  return new Response(null, {
    status: 303,
    headers: { location: `/share?${new URLSearchParams(words)}` },
  })
}
