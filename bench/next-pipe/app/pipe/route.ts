export const GET = () => new Response('ready')

export async function POST(request: Request): Promise<Response> {
  const answer = await fetch(`${process.env.UPSTREAM_URL}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer any' },
    body: await request.text(),
  })
  return new Response(answer.body, {
    status: answer.status,
    headers: { 'content-type': answer.headers.get('content-type') ?? 'text/plain' },
  })
}
