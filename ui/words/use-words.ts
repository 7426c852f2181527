import { createContext, useContext } from 'react'
import { type Words, zhCN } from './zh-CN.js'

const WordsContext = createContext<Words>(zhCN)

export const WordsProvider = WordsContext.Provider

export function useWords(): Words {
  return useContext(WordsContext)
}
