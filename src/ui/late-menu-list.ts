import { late } from './late.tsx'

export const LateMenuList = late(() => import('./menu-list.tsx'))
