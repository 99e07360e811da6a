import type { SVGProps } from 'react'

type Shape = readonly [tag: Tag, attributes: Record<string, string>]
type Tag = 'circle' | 'ellipse' | 'line' | 'path' | 'polygon' | 'polyline' | 'rect'

/** An icon of Lucide from its shapes; what `icon-loader.mjs` has the product use in the place of Lucide's own. */
export function iconOf(shapes: readonly Shape[]) {
  return function Icon({
    size = 24,
    className = '',
    ...props
  }: SVGProps<SVGSVGElement> & { size?: number }) {
    return (
      <svg
        xmlns="http://www.w3.org/2000/svg"
        viewBox="0 0 24 24"
        width={size}
        height={size}
        fill="none"
        stroke="currentColor"
        strokeWidth={2}
        strokeLinecap="round"
        strokeLinejoin="round"
        className={`lucide ${className}`}
        aria-hidden
        {...props}
      >
        {shapes.map(([Tag, attributes], index) => (
          <Tag key={index} {...attributes} />
        ))}
      </svg>
    )
  }
}
