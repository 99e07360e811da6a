import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const css = (file: string) => readFileSync(`${import.meta.dirname}/../../../app/${file}`, 'utf8')
const pairs = (text: string, name: string) =>
  [...text.matchAll(new RegExp(`--(${name}): light-dark\\((#\\w{6}), (#\\w{6})\\)`, 'g'))].map(
    ([, key = '', light = '', dark = '']) => ({ key, light, dark }),
  )

const channel = (hex: string) => {
  const value = parseInt(hex, 16) / 255
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
}
const luminance = (colour: string) =>
  0.2126 * channel(colour.slice(1, 3)) +
  0.7152 * channel(colour.slice(3, 5)) +
  0.0722 * channel(colour.slice(5, 7))
const contrast = (one: string, other: string) => {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

it('colours code so that it can be read in both themes', () => {
  const [ground] = pairs(css('globals.css'), 'sunken')
  const colours = pairs(css('markdown.css'), 'code-\\w+')
  expect(colours.length).toBeGreaterThan(8)
  for (const { key, light, dark } of colours) {
    expect(contrast(light, ground!.light), key).toBeGreaterThanOrEqual(4.5)
    expect(contrast(dark, ground!.dark), key).toBeGreaterThanOrEqual(4.5)
  }
})
