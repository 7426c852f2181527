import { createContext, useContext } from 'react'
import { en } from './en.js'
import { type Words, zhCN } from './zh-CN.js'

const WordsContext = createContext<Words>(zhCN)

export const WordsProvider = WordsContext.Provider

export function useWords(): Words {
  return useContext(WordsContext)
}

/** @param language a BCP 47 tag; anything but English reads Chinese */
export function wordsFor(language: string | null): Words {
  return language?.toLowerCase().startsWith('en') ? en : zhCN
}
