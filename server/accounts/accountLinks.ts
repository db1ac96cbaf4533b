/** Where a new password is chosen; `url` is the site's. */
export function passwordLink(url: string, token: string): string {
  return `${url}/reset-password?token=${token}`;
}

/** Where somebody who was invited makes an account. */
export function invitationLink(url: string, token: string): string {
  return `${url}/sign-up?invitation=${token}`;
}
