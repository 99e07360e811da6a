import { expect, it } from 'vitest'

import { isSelfContained } from '@/components/chat/diagram/is-self-contained'

it.each([
  'graph TD\n  A[Start] --> B{Is it?}\n  B -->|yes| C[See https://example.org]\n  style A fill:#f9f,stroke:#333',
  'sequenceDiagram\n  Alice->>Bob: Hello\\nworld',
  'graph LR\n  A@{ shape: circle, label: "a" } --> B\n  click A "https://example.org"',
])('takes a diagram that names nothing to fetch: %s', (source) => {
  expect(isSelfContained(source)).toBe(true)
})

it.each([
  'graph TD\n  A --> B\n  style A fill:url(http://leak.invalid/a)',
  'graph TD\n  classDef c background:u\\72l(http://leak.invalid/a)',
  'graph TD\n  A@{ img: "http://leak.invalid/a.png", w: 60 }',
  'graph TD\n  A@{ "img": "http://leak.invalid/a.png" }',
  'graph TD\n  A@{ "i\\u006dg": "http://leak.invalid/a.png" }',
  '%%{init: {"themeCSS": "@import \'http://leak.invalid/a.css\'"}}%%\ngraph TD\n  A',
  'C4Context\n  Person(a, "A", $sprite: "http://leak.invalid/a.png")',
])('refuses one that does: %s', (source) => {
  expect(isSelfContained(source)).toBe(false)
})
