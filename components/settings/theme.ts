export const themes = ['light', 'system', 'dark'] as const
export type Theme = (typeof themes)[number]

/** The ground of every page, as browsers colour their own parts around it; the same as `--canvas`. */
export const canvas = { light: '#fafaf7', dark: '#151816' }
