import { valueOf, type Query } from '@/app/(auth)/arrive'
import { TakeShared } from '@/components/chat/take-shared'
import { sharedText } from '@/components/pwa/shared-text'

/** Where a phone brings what another app shares with this one. */
export default async function SharePage({ searchParams }: { searchParams: Query }) {
  const query = await searchParams
  const [title, text, url] = ['title', 'text', 'url'].map((name) => valueOf(query, name))
  return <TakeShared text={sharedText({ title, text, url })} />
}
