import type { Config } from 'tailwindcss'

/** Multiples of `--spacing`, which is 4 px, or less where a compact page is read with a mouse. */
const steps = (multiples: number[]) =>
  Object.fromEntries([
    [0, '0px'],
    ...multiples.map((step) => [step, `calc(var(--spacing) * ${step})`]),
  ]) as Record<string, string>

/** What is between things and inside them. */
const spacing = {
  px: '1px',
  ...steps([0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 5, 6, 7, 8, 10, 12, 16, 24]),
}
/** Of things: dots and icons, then what is pressed (11 for a finger), then what scrolls or keeps its room. */
const sizes = steps([
  0.5, 1, 2, 2.5, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 16, 20, 24, 32, 40, 48, 56, 64, 72, 80,
  96,
])

/** Names for the tokens of app/globals.css; nothing here has a value of its own but type, radius and sizes. */
const config: Config = {
  content: [],
  theme: {
    colors: {
      transparent: 'transparent',
      current: 'currentColor',
      canvas: 'var(--canvas)',
      surface: 'var(--surface)',
      sunken: 'var(--sunken)',
      hover: 'var(--hover)',
      line: { DEFAULT: 'var(--line)', strong: 'var(--line-strong)' },
      ink: { DEFAULT: 'var(--ink)', muted: 'var(--ink-muted)' },
      accent: { DEFAULT: 'var(--accent)', ink: 'var(--accent-ink)', soft: 'var(--accent-soft)' },
      danger: { DEFAULT: 'var(--danger)', soft: 'var(--danger-soft)' },
      caution: { DEFAULT: 'var(--caution)', soft: 'var(--caution-soft)' },
      kind: {
        system: 'var(--kind-system)',
        summary: 'var(--kind-summary)',
        passages: 'var(--kind-passages)',
        history: 'var(--kind-history)',
        message: 'var(--kind-message)',
        tools: 'var(--kind-tools)',
      },
      veil: 'var(--veil)',
    },
    fontFamily: {
      sans: ['var(--font-geist-sans)', 'system-ui', 'sans-serif'],
      mono: ['var(--font-geist-mono)', 'ui-monospace', 'monospace'],
    },
    fontSize: {
      caption: ['0.75rem', '1rem'],
      label: ['0.8125rem', '1.25rem'],
      body: ['0.9375rem', 'var(--leading-body)'],
      reading: ['1rem', 'var(--leading-reading)'],
      heading: ['1.125rem', '1.5rem'],
      title: ['1.25rem', '1.75rem'],
      display: ['2rem', '2.375rem'],
    },
    spacing,
    borderRadius: {
      none: '0',
      sm: '0.375rem',
      md: '0.625rem',
      lg: '1rem',
      full: '9999px',
    },
    boxShadow: {
      none: 'none',
      raised: 'var(--shadow-raised)',
      floating: 'var(--shadow-floating)',
    },
    extend: {
      size: sizes,
      width: {
        ...sizes,
        rail: 'calc(3.5rem + env(safe-area-inset-left))',
        sidebar: 'calc(17.5rem + env(safe-area-inset-left))',
        panel: '26rem',
      },
      height: sizes,
      minWidth: sizes,
      minHeight: sizes,
      maxWidth: { ...sizes, column: '44rem', panel: '26rem' },
      maxHeight: sizes,
      flexBasis: sizes,
      transitionTimingFunction: { calm: 'cubic-bezier(0.2, 0, 0, 1)' },
    },
  },
}

export default config
