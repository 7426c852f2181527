import type { ThemeConfig } from 'antd'

/** The colours of ui/styles/tokens.css: ink, paper, and a blue that stands at 4.5 : 1 or more on both. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#1f4e8a',
    colorInfo: '#1f4e8a',
    colorLink: '#1f4e8a',
    colorError: '#a8231b',
    colorWarning: '#8a5a00',
    colorSuccess: '#1c6448',
    // Of the tokens too: what antd mixes from so dark a yellow is mud.
    colorInfoBg: '#e8eef7',
    colorInfoBorder: '#b9cbe4',
    colorErrorBg: '#fdeceb',
    colorErrorBorder: '#efb9b5',
    colorWarningBg: '#fff3d9',
    colorWarningBorder: '#efd397',
    colorSuccessBg: '#e4f2ea',
    colorSuccessBorder: '#b4d8c4',
    colorText: '#1c1e22',
    colorTextSecondary: '#565a62',
    colorTextTertiary: '#565a62',
    colorTextDescription: '#565a62',
    colorTextPlaceholder: '#6b6f77',
    colorBgLayout: '#f6f5f1',
    colorBorder: '#b9b5aa',
    colorBorderSecondary: '#e3e0d8',
    borderRadius: 6,
    fontSize: 14,
    fontFamily: 'var(--sans)',
    controlHeight: 34,
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.16s',
    motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
  },
  components: {
    Segmented: { trackBg: '#e9e6de' },
    Tabs: { horizontalMargin: '0' },
  },
}
