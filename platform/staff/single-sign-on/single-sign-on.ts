import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  None,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client'
import { z } from 'zod'
import type { DataKey } from '../../../storage/data-key.js'

export interface SingleSignOnSettings {
  /** Base URL under which the provider describes itself (`/.well-known/openid-configuration`). */
  issuer: string
  clientId: string
  /** Absent: a public client, which PKCE protects. */
  clientSecret: string | undefined
  /** Which claim holds the login. */
  claim: string
  /** The address that staff use; `/api/staff/single-sign-on/callback` under it is registered at the provider. */
  publicUrl: string
}

/** What must come back with the answer, and until when. */
const flowSchema = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), until: z.number() })

export const CALLBACK_PATH = '/api/staff/single-sign-on/callback'
export const FLOW_SECONDS = 600
const TIMEOUT_SECONDS = 10

export type SingleSignOn = ReturnType<typeof createSingleSignOn>

/** OpenID Connect: authorization code with PKCE, state and nonce. The provider is asked when first needed. */
export function createSingleSignOn(
  settings: SingleSignOnSettings,
  { dataKey, now }: { dataKey: DataKey; now(): Date },
) {
  const { issuer, clientId, clientSecret, claim, publicUrl } = settings
  const redirectUri = new URL(CALLBACK_PATH, publicUrl).href
  let configuration: Promise<Configuration> | undefined

  const provider = () => {
    configuration ??= discovery(
      new URL(issuer),
      clientId,
      clientSecret,
      clientSecret === undefined ? None() : undefined,
      {
        // Signatures are checked also on what comes straight from the provider: some are reached through gateways.
        execute: [enableNonRepudiationChecks, ...(issuer.startsWith('http:') ? [allowInsecureRequests] : [])],
        timeout: TIMEOUT_SECONDS,
      },
    ).catch((error) => {
      configuration = undefined
      throw error
    })
    return configuration
  }

  return {
    /** @returns where the browser goes, and what it keeps until it comes back. @throws {Error} the provider is away */
    async begin(): Promise<{ url: string; sealedFlow: string }> {
      const until = now().getTime() + FLOW_SECONDS * 1000
      const flow = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier(), until }
      const url = buildAuthorizationUrl(await provider(), {
        redirect_uri: redirectUri,
        scope: 'openid profile email',
        state: flow.state,
        nonce: flow.nonce,
        code_challenge: await calculatePKCECodeChallenge(flow.verifier),
        code_challenge_method: 'S256',
      })
      return { url: url.href, sealedFlow: dataKey.encrypt(JSON.stringify(flow)) }
    },

    /**
     * @param query of the callback, from `?` on
     * @returns `strong`: the provider has asked for a second factor (RFC 8176, `amr` holds `mfa`); login null: no claim
     * @throws {Error} refused there, forged, replayed, too late, or the provider is away
     */
    async finish(query: string, sealedFlow: string): Promise<{ login: string | null; strong: boolean }> {
      const flow = flowSchema.parse(JSON.parse(dataKey.decrypt(sealedFlow)))
      if (flow.until < now().getTime()) throw new Error('The way back from the provider took too long')
      const config = await provider()
      const tokens = await authorizationCodeGrant(config, new URL(`${redirectUri}${query}`), {
        pkceCodeVerifier: flow.verifier,
        expectedState: flow.state,
        expectedNonce: flow.nonce,
        idTokenExpected: true,
      })
      const idToken = tokens.claims()!
      const claims =
        idToken[claim] === undefined && config.serverMetadata().userinfo_endpoint
          ? await fetchUserInfo(config, tokens.access_token, idToken.sub)
          : idToken
      const login = claims[claim]
      // Anybody may write somebody else's address into a profile.
      const isProved = claim !== 'email' || claims.email_verified === true
      return {
        login: typeof login === 'string' && isProved ? login : null,
        strong: Array.isArray(idToken.amr) && idToken.amr.includes('mfa'),
      }
    },
  }
}
