import { useLocation } from 'wouter'
import { useSetSession } from '../session.js'
import { EnrolForm } from './enrol-form.js'

/** For members who set up a second factor of their own accord. */
export function SecondFactorPage() {
  const setSession = useSetSession()
  const [, navigate] = useLocation()
  return <EnrolForm onConfirmed={setSession} onDone={() => navigate('/')} />
}
