import { redirect } from 'next/navigation'

import { adminSections, requireAdminPage } from '@/app/(chat)/admin/admin-page'

/** The first part of the administration that there is. */
export default async function AdministrationPage() {
  const { services, actor } = await requireAdminPage()
  redirect(`/admin/${adminSections(services, actor)[0]}`)
}
