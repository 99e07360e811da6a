import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'

import { setUpAction } from '@/app/(auth)/actions'
import { AccountForm } from '@/components/auth/account-form'
import { AuthCard } from '@/components/auth/auth-card'
import { needsSetup, setupCode } from '@/lib/server/auth/setup'
import { visitor } from '@/lib/server/page-actor'
import { getServices } from '@/lib/server/services'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('auth.welcome')
  return { title: t('title') }
}

export default async function WelcomePage() {
  const [services] = await Promise.all([getServices(), visitor()])
  const t = await getTranslations('auth.welcome')
  if (!(await needsSetup(services))) redirect('/')
  const needsCode = setupCode(services) !== null
  // Where strangers may come, nothing is told before the code is.
  const threads = needsCode ? 0 : await services.prisma.thread.count()
  return (
    <AuthCard
      title={t('heading')}
      lead={
        <>
          <p>{t('lead')}</p>
          <p>{t('role')}</p>
          {threads > 0 && <p>{t('threads', { count: threads })}</p>}
        </>
      }
    >
      <AccountForm
        action={setUpAction}
        fields={['name', 'email', 'new-password', ...(needsCode ? (['code'] as const) : [])]}
        submit={t('submit')}
      />
    </AuthCard>
  )
}
