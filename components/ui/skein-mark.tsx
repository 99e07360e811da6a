/** The sign of Skein: a twisted hank of yarn. */
export function SkeinMark({ size = 22, className }: { size?: number; className?: string }) {
  return (
    <svg
      viewBox="4 4 24 24"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="2.4"
      strokeLinecap="round"
      aria-hidden
      className={className}
    >
      <path d="M11 25C5.500 21 5.500 11 11 7c5 3.600 5 14.400 10 18 5.500-4 5.500-14 0-18-2.100 1.500-3.300 4.300-4.200 7.200M15.200 17.800C14.300 20.700 13.100 23.500 11 25" />
    </svg>
  )
}
