import { z } from 'zod'
import { PLAIN_TEXT } from '../plain-text.js'
import { STAFF_ROLES } from '../staff-member.js'

/** What crosses the staff API, in both directions. */
export const errorSchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) })

const role = z.enum(STAFF_ROLES)
const plainText = z.string().regex(PLAIN_TEXT)
const name = plainText.trim().min(1).max(50)
const password = z.string().min(1).max(1000)
const token = z.string().min(1).max(200)
const code = z.string().min(1).max(50)
const officeId = plainText.min(1).max(200).nullable()

export const signInBody = z.object({ login: z.string().min(1).max(200), password })
export const codeBody = z.object({ code })
export const linkBody = z.object({ token })
export const setUpBody = z.object({ token, password, name: name.optional() })
export const changePasswordBody = z.object({ current: password, next: password })
export const inviteBody = z.object({ login: z.string().max(200).optional(), name, role, officeId })
export const changeMemberBody = z.object({
  name: name.optional(),
  role: role.optional(),
  officeId: officeId.optional(),
})

export const memberParams = z.object({ memberId: z.string() })

export const signInView = z.object({ singleSignOn: z.boolean() })
export const linkOwnerView = z.object({ login: z.string(), name: z.string() })
export const sessionView = z.object({
  /** `second_factor`: a code is due; `enrolment`: a second factor has to be set up; `full`: signed in. */
  stage: z.enum(['second_factor', 'enrolment', 'full']),
  /** For the header `x-wenfa-csrf` of every request that changes something. */
  csrfToken: z.string(),
  expiresAt: z.string(),
  member: z.object({ id: z.string(), name: z.string(), role, officeId }),
  secondFactor: z.object({ enabled: z.boolean(), required: z.boolean() }),
})
export const enrolmentView = z.object({ secret: z.string(), uri: z.string(), qrSvg: z.string() })
export const recoveryCodesView = z.object({ recoveryCodes: z.array(z.string()) })
export const confirmedView = sessionView.extend(recoveryCodesView.shape)
export const memberView = z.object({
  id: z.string(),
  login: z.string(),
  name: z.string(),
  role,
  officeId,
  status: z.enum(['invited', 'active', 'disabled']),
  secondFactor: z.boolean(),
  /** The role asks for a second factor. */
  secondFactorRequired: z.boolean(),
  createdAt: z.string(),
  /** null: never. */
  lastSignedInAt: z.string().nullable(),
  /** On how many devices they are signed in now. */
  sessions: z.number().int(),
  /** The set-up link that is out may be used until then; null: none is. */
  linkExpiresAt: z.string().nullable(),
})
export const linkView = z.object({ url: z.string(), expiresAt: z.string() })
export const officeView = z.object({
  id: z.string(),
  name: z.string(),
  level: z.enum(['province', 'city', 'county', 'township', 'village']),
  regionCode: z.string(),
  parentId: z.string().nullable(),
})
