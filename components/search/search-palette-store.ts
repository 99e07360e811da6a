import { createOpenState } from '@/components/ui/open-state'

/** Whether the search is shown, wherever on the page it was asked for. */
export const searchPalette = createOpenState()
