import { DeliveryError } from '../channel.js'
import { requestPlatform } from '../platform-request.js'
import { fillTemplate, type SmsSettings } from './sms-settings.js'

/** @param phone eleven digits @param number of a ticket @throws {DeliveryError} whose message holds no phone number */
export async function sendSms(
  { url, body, headers, success }: SmsSettings,
  phone: string,
  number: string,
): Promise<void> {
  const { status, text } = await requestPlatform(url, {
    method: 'POST',
    body: fillTemplate(body, { phone, number }),
    headers,
  })
  if (status >= 200 && status < 300 && text.includes(success)) return
  const said = text.slice(0, 200).replaceAll(phone, maskPhone(phone))
  throw new DeliveryError('refused', `http_${status}`, `HTTP ${status} ${said}`)
}

/** 138****0000. */
export function maskPhone(phone: string): string {
  return `${phone.slice(0, 3)}****${phone.slice(-4)}`
}
