import { expect, test } from 'vitest'
import { scriptsOf } from './first-load.ts'

test('scripts and preloaded scripts count once, styles, inline and old-browser scripts not', () => {
  const html = `<link rel="preload" as="script" fetchPriority="low" href="/a.js"/>
    <link rel="stylesheet" href="/a.css"/><link rel="preload" as="font" href="/f.woff2"/>
    <script src="/a.js" async=""></script><script src="/b.js" async=""></script>
    <script src="/old.js" noModule=""></script><script>self.src="/c.js"</script>`
  expect(scriptsOf(html)).toEqual(['/a.js', '/b.js'])
})
