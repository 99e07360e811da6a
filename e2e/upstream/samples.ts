export const unicodeSample =
  'Grüße aus Zürich, Привет, こんにちは世界, 안녕하세요, مرحبا, 𝄞 music, 👩‍👩‍👧‍👦 family, 🇫🇷 flag, e\u0301 combining. End.'

export const markdownSample = `# Heading one

A paragraph with **bold**, *italic*, \`inline code\`, ~~struck~~ and [a link](https://example.com).

## Lists

- first
- second
  - nested
1. one
2. two

- [x] done
- [ ] open

> A quotation
> on two lines.

| Name | Value |
| --- | ---: |
| alpha | 1 |
| beta | 22 |

\`\`\`ts
export function add(left: number, right: number): number {
  return left + right
}
\`\`\`

Inline math $a^2 + b^2 = c^2$, and on its own line:

$$
\\int_0^1 x^2 \\, dx = \\frac{1}{3}
$$

<script>document.title = 'raw HTML must not run'</script>

---

The end.
`
