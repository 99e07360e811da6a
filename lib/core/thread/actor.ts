/** Who asks. */
export type Actor = {
  userId: string
  workspaceId: string
  role: 'owner' | 'admin' | 'member'
}
