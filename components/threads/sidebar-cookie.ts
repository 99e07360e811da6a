/** Keeps whether the list of threads is put away on a wide screen; `away` when it is. */
export const sidebarCookie = 'sidebar'
