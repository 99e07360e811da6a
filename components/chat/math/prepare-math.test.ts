import { describe, expect, it } from 'vitest'

import { mayHaveMath, prepareMath } from '@/components/chat/math/prepare-math'

describe('marks of math', () => {
  it.each([
    ['the sum $a+b$ is', 'the sum $$a+b$$ is'],
    ['the sum \\(a+b\\) is', 'the sum $$a+b$$ is'],
    ['$x$, $y$ and $z$', '$$x$$, $$y$$ and $$z$$'],
    ['$$a+b$$', '$$\na+b\n$$'],
    ['\\[\na\n+ b\n\\]', '$$\na\n+ b\n$$'],
    ['  \\[ a \\]', '  $$\n  a \n  $$'],
    ['> $$\n> a\n> $$', '> $$\n> a\n> $$'],
    ['is $$a$$ here', 'is $$a$$ here'],
    ['$\\$5$', '$$\\$5$$'],
  ])('are written with two dollars: %s', (text, prepared) => {
    expect(prepareMath(text)).toBe(prepared)
  })

  it.each([
    'It costs $5 and $6.',
    'from $5-$6 to US$7',
    '$5/$6, $ 7 $',
    '$20 for two, 30$ for three',
    'echo $HOME/$USER and $PATH',
    '`$a$` and ``\\(b`\\)``',
    '```sh\necho $a$ \\(b\\)\n```',
    '- item\n  ~~~\n  $a$\n  ~~~',
    'a \\$b$ c',
    '\\\\(a\\\\)',
    'only one $ here',
    '\\(a\n\nb\\)',
  ])('are no marks in: %s', (text) => {
    expect(prepareMath(text)).toBe(text)
    expect(mayHaveMath(text)).toBe(false)
  })

  it('wait until they are closed', () => {
    expect(prepareMath('a\n$$\nx + ')).toBe('a\n\\$\\$\nx + ')
    expect(prepareMath('a \\[ x + ')).toBe('a \\[ x + ')
  })

  it('go on after code', () => {
    expect(prepareMath('```\n$a$\n```\n$b$')).toBe('```\n$a$\n```\n$$b$$')
  })
})
