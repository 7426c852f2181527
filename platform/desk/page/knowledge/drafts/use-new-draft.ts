import { useLocation } from 'wouter'
import { useAction } from '../../use-action.js'
import { knowledgeApi, type NewDraft } from '../knowledge-api.js'

/** Begins a draft and opens it. */
export function useNewDraft() {
  const [, navigate] = useLocation()
  return useAction(async (body: NewDraft) => {
    const { draft } = await knowledgeApi.newDraft(body)
    navigate(`/knowledge/drafts/${draft.id}?edit=1`)
  })
}
