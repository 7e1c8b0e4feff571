import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { start } from './app/start.tsx'
import './styles.css'

const root = document.getElementById('root')
if (!root) throw new Error('The page has no element with the id "root".')

const page = createRoot(root)
void start((content) => page.render(<StrictMode>{content}</StrictMode>))
