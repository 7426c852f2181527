import MiniSearch from 'minisearch'
import { analyzeText, queryTerms } from '../../../retrieval/tokenize.js'
import type { BuildEngine } from './engine.js'

export const buildMiniSearch: BuildEngine = async (passages) => {
  const index = new MiniSearch({
    fields: ['title', 'heading_path', 'text'],
    tokenize: (text) => analyzeText(text).terms,
    processTerm: (term) => term,
    searchOptions: {
      tokenize: (text) => queryTerms(text).map(({ term }) => term),
      processTerm: (term) => term,
      boost: { title: 0.5, heading_path: 2 },
      combineWith: 'OR',
    },
  })
  index.addAll(passages.map(({ title, heading_path, text }, id) => ({ id, title, heading_path, text })))
  return {
    search: async (question) =>
      index
        .search(question)
        .slice(0, 100)
        .map(({ id }) => id as number),
    close: async () => {},
  }
}
