import { explain } from '@/components/api/explain'
import { request } from '@/components/api/request'
import { toastStore } from '@/components/ui/toast-store'

/** Goes to another workspace, with a whole new page: nothing of this one stays in sight. */
export async function switchWorkspace(id: string): Promise<void> {
  try {
    await request('/api/auth/workspace', { method: 'PUT', body: { workspace_id: id } })
    location.replace('/')
  } catch (error) {
    toastStore.show({ message: explain(error) })
  }
}
