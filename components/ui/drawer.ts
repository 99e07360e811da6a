import { createOpenState } from '@/components/ui/open-state'

/** Whether the side of the page is drawn in on a screen that has no room for it. */
export const drawer = createOpenState()
