import type { Metadata } from 'next'
import { redirect } from 'next/navigation'

import { setUpAction } from '@/app/(auth)/actions'
import { AccountForm } from '@/components/auth/account-form'
import { AuthCard } from '@/components/auth/auth-card'
import { needsSetup, setupCode } from '@/lib/server/auth/setup'
import { visitor } from '@/lib/server/page-actor'
import { getServices } from '@/lib/server/services'

export const metadata: Metadata = { title: 'Welcome' }

export default async function WelcomePage() {
  const [services] = await Promise.all([getServices(), visitor()])
  if (!(await needsSetup(services))) redirect('/')
  const needsCode = setupCode(services) !== null
  // Where strangers may come, nothing is told before the code is.
  const threads = needsCode ? 0 : await services.prisma.thread.count()
  return (
    <AuthCard
      title="Welcome to Skein"
      lead={
        <>
          <p>One conversation, many models. Make the first account, and you can ask.</p>
          <p>You will run this server: invite others, and see who uses what.</p>
          {threads > 0 && (
            <p>
              {threads === 1 ? 'The thread that is' : `The ${threads} threads that are`} here
              already will be yours.
            </p>
          )}
        </>
      }
    >
      <AccountForm
        action={setUpAction}
        fields={['name', 'email', 'new-password', ...(needsCode ? (['code'] as const) : [])]}
        submit="Make the account"
      />
    </AuthCard>
  )
}
