import type { Config } from 'tailwindcss'

/** Names for the tokens of app/globals.css; nothing here has a value of its own but type, radius and widths. */
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
      body: ['0.9375rem', '1.5rem'],
      reading: ['1rem', '1.65rem'],
      title: ['1.25rem', '1.75rem'],
      display: ['2rem', '2.375rem'],
    },
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
      maxWidth: { column: '44rem' },
      width: { sidebar: '17.5rem' },
      transitionTimingFunction: { calm: 'cubic-bezier(0.2, 0, 0, 1)' },
    },
  },
}

export default config
