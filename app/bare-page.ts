import { canvas, type Theme } from '@/components/settings/theme'

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escape = (text: string) => text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign)

const policy =
  "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; img-src 'self'; connect-src 'self'; frame-ancestors 'none'"

export type BarePageTexts = {
  title: string
  advice: string
  /** What the link says that asks for the page again; without it there is none. */
  retry?: string
}

/** A page in one file, for when nothing else can be had: it names no code and no style but its own, and nobody. */
export function barePage(
  { title, advice, retry }: BarePageTexts,
  { locale, theme, status, script }: BarePageOptions,
): Response {
  const html = `<!doctype html>
<html lang="${locale}" style="color-scheme: ${theme === 'system' ? 'light dark' : theme}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>${escape(title)} · Skein</title>
<link rel="icon" href="/icon.svg">
<style>
body { margin: 0; background: light-dark(${canvas.light}, ${canvas.dark}); color: light-dark(#1b201d, #e8ece7); font: 1rem/1.65 system-ui, sans-serif }
main { box-sizing: border-box; min-height: 100dvh; max-width: 32rem; margin: auto; padding: 4rem 1.5rem; display: flex; flex-direction: column; justify-content: center; align-items: flex-start; overflow-wrap: anywhere }
h1 { margin: 1rem 0 .5rem; font-size: 1.25rem; line-height: 1.75rem }
p { margin: 0; color: light-dark(#59615b, #9fa9a2) }
a { margin-top: 1.5rem; display: inline-flex; align-items: center; min-height: 2.75rem; padding: 0 .875rem; border-radius: .625rem; background: light-dark(#0a6a5c, #6ccfb9); color: light-dark(#fff, #05241d); font-weight: 500; text-decoration: none }
a:focus-visible { outline: 2px solid light-dark(#0a6a5c, #6ccfb9); outline-offset: 2px }
</style>
</head>
<body>
<main>
<img src="/icon.svg" width="40" height="40" alt="">
<h1>${escape(title)}</h1>
<p>${escape(advice)}</p>
${retry === undefined ? '' : `<a href="">${escape(retry)}</a>\n`}</main>
${script === undefined ? '' : `<script src="${script}"></script>\n`}</body>
</html>
`
  return new Response(html, {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy },
  })
}

export type BarePageOptions = { locale: string; theme: Theme; status?: number; script?: string }
