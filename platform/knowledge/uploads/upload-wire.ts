import { z } from 'zod'
import { PLAIN_TEXT } from '../../staff/plain-text.js'

/** What crosses /api/knowledge/uploads. The bytes of a file are the body of its request. */

/** What became of one file. */
export const uploadedFile = z.object({
  /** Name, with its folders in the archive. */
  file: z.string(),
  /** `read`: a draft was made; `known`: the same bytes are there already; `unread`: it could not be used. */
  result: z.enum(['read', 'known', 'unread']),
  /** Of the draft that was made, or that holds the same; null: it stands in the knowledge base by another way. */
  draftId: z.string().nullable(),
  title: z.string().nullable(),
  /** Why it could not be used, or what staff should look at first; ''. */
  message: z.string(),
  problems: z.number().int(),
})
export type UploadedFile = z.infer<typeof uploadedFile>

export const uploadView = z.object({
  id: z.string(),
  authorName: z.string(),
  createdAt: z.string(),
  endedAt: z.string().nullable(),
  files: z.number().int(),
  readFiles: z.number().int(),
  report: z.array(uploadedFile),
})

/** With its folders, where it comes out of an archive. */
export const fileName = z
  .string()
  .min(1)
  .max(500)
  .regex(PLAIN_TEXT)
  .refine((name) => !name.split(/[/\\]/).includes('..'))
export const fileQuery = z.object({ name: fileName })
export const fileReply = z.object({ files: z.array(uploadedFile) })

export const uploadListQuery = z.object({
  limit: z.coerce.number().int().min(1).max(50).default(20),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
})
/** Newest first. */
export const uploadPage = z.object({
  total: z.number().int(),
  uploads: z.array(
    uploadView.omit({ report: true }).extend({
      /** Drafts that were made. */
      drafts: z.number().int(),
      /** Files that could not be used. */
      unread: z.number().int(),
    }),
  ),
})
