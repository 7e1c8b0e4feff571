/** The template that a first visit begins with: the course's own picture. */
export const loadFirst = () => import('./api-service.ts')
