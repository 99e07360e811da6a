import 'katex/dist/katex.min.css'

export { renderTex } from '@/components/chat/math/render-tex'
