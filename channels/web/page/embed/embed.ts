import { embedEn } from '../../../../ui/words/en.js'
import { embedZhCN } from '../../../../ui/words/zh-CN.js'
import { embedStyles } from './embed-styles.js'

/*
 * <script src="https://…/embed.js" async data-position="left" data-color="#1f4e8a" data-region="510000"></script>
 * adds a chat button to any page. The page's content policy has to allow this origin in script-src and frame-src;
 * the styles are a constructed sheet in a shadow tree, which style-src does not govern.
 */
const script = document.currentScript
if (script instanceof HTMLScriptElement) addChat(script)

function addChat(tag: HTMLScriptElement): void {
  const { origin } = new URL(tag.src)
  const { position, color, region, regionName, lang, label } = tag.dataset
  const english = lang?.toLowerCase().startsWith('en') ?? false
  const words = english ? embedEn : embedZhCN
  const host = document.createElement('div')
  const root = host.attachShadow({ mode: 'open' })
  addStyles(root)

  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'launcher'
  button.setAttribute('aria-expanded', 'false')
  button.setAttribute('aria-label', label ?? words.open)
  const face = document.createElement('span')
  face.className = 'face'
  face.setAttribute('aria-hidden', 'true')
  face.textContent = '问'
  button.append(face)
  if (label) button.append(label)

  const panel = document.createElement('div')
  panel.className = 'panel'
  panel.hidden = true
  panel.setAttribute('role', 'dialog')
  panel.setAttribute('aria-label', words.title)
  if (position === 'left') host.dataset.position = 'left'
  host.lang = english ? 'en' : 'zh-CN'
  root.append(button, panel)

  let frame: HTMLIFrameElement | null = null
  const open = () => {
    if (!frame) {
      frame = document.createElement('iframe')
      frame.title = words.title
      frame.allow = 'clipboard-write'
      frame.src = frameAddress(origin, { lang, region, regionName })
      panel.append(frame)
    }
    panel.hidden = false
    button.hidden = true
    button.setAttribute('aria-expanded', 'true')
    frame.focus()
  }
  const close = () => {
    if (panel.hidden) return
    panel.hidden = true
    button.hidden = false
    button.setAttribute('aria-expanded', 'false')
    button.focus()
  }
  button.addEventListener('click', open)
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close()
  })
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (event.origin !== origin || event.source !== frame?.contentWindow) return
    const { data } = event
    if (typeof data === 'object' && data !== null && 'wenfa' in data && data.wenfa === 'close') close()
  })

  const attach = () => {
    document.body.append(host)
    if (color && CSS.supports('color', color)) paint(button, color)
  }
  if (document.body) attach()
  else document.addEventListener('DOMContentLoaded', attach)
}

function frameAddress(origin: string, parameters: Record<string, string | undefined>): string {
  const url = new URL('/embed', origin)
  for (const [name, value] of Object.entries(parameters)) if (value) url.searchParams.set(name, value)
  return url.href
}

/** The site's own colour, with white or black on it, whichever reads better. */
function paint(button: HTMLElement, color: string): void {
  button.style.backgroundColor = color
  const [red = 0, green = 0, blue = 0] = (
    getComputedStyle(button).backgroundColor.match(/[\d.]+/g) ?? []
  ).map(Number)
  const linear = (channel: number) =>
    channel <= 10 ? channel / 3294 : ((channel / 255 + 0.055) / 1.055) ** 2.4
  const luminance = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  button.style.color = luminance > 0.179 ? '#000' : '#fff'
}

function addStyles(root: ShadowRoot): void {
  try {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(embedStyles)
    root.adoptedStyleSheets = [sheet]
  } catch {
    // Safari before 16.4 cannot construct sheets; there the site has to allow inline styles.
    const style = document.createElement('style')
    style.textContent = embedStyles
    root.append(style)
  }
}
