import { abstention } from './abstention.js'
import { answers } from './answers.js'
import { danger } from './danger.js'
import { followUp } from './follow-up.js'
import { inForce } from './in-force.js'
import { lookup } from './lookup.js'
import { masking } from './masking.js'
import { misuse } from './misuse.js'
import { region } from './region.js'
import { retrieval } from './retrieval.js'
import { robustness } from './robustness.js'
import { routing } from './routing.js'
import type { Suite } from './suite.js'

/** In the order in which they run and are reported. */
export const SUITES: readonly Suite[] = [
  retrieval,
  lookup,
  inForce,
  region,
  followUp,
  abstention,
  routing,
  answers,
  robustness,
  danger,
  misuse,
  masking,
]
