'use client'

import dynamic from 'next/dynamic'

/** Not `lazy`, which would leave the style sheet out of what the server renders. */
export default dynamic(() => import('@/components/chat/math/formula-style-sheet'))
