import { offerUndo } from '@/components/shortcuts/offer-undo'
import { threadList } from '@/components/threads/thread-list-store'
import { changeThreads } from '@/components/threads/thread-moves'

/** Archives threads, with an offer to take it back. */
export function archiveThreads(
  ids: readonly string[],
  { message, undo }: { message: string; undo: string },
): void {
  void changeThreads(ids, { action: 'archive', changed: { archived: true } })
  offerUndo({
    message,
    label: undo,
    undo: () =>
      void changeThreads(ids, { action: 'unarchive', changed: { archived: false } }).then(
        threadList.refresh,
      ),
  })
}
