import type { ConfigProviderProps } from 'antd'
import zhCN from 'antd/es/locale/zh_CN.js'

/** The types take antd's modules for CommonJS ones; the bundler reads them as what they are. */
export const locale = zhCN as unknown as ConfigProviderProps['locale']
