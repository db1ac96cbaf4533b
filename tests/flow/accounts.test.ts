import { type TOTP, URI } from 'otpauth';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { firstAccountToken } from '../../server/accounts/firstAccount.ts';
import { testSecret } from '../setup/api.ts';
import { openBrowser, patienceMs, watchForProblems } from '../setup/browser.ts';
import { type IdentityProvider, startIdentityProvider } from '../setup/identityProvider.ts';
import { type MailServer, startMailServer } from '../setup/mailServer.ts';
import { startWholeSystem, type WholeSystem } from '../setup/wholeSystem.ts';

const browser = await openBrowser().catch((error: Error) => {
  if (process.env.CI === 'true') throw error;
  console.warn(
    `skipped: tests/flow/accounts.test.ts, because it needs Chromium: ${error.message}. Set CHROMIUM_PATH to one.`,
  );
});

const admin = { name: 'Ada Admin', email: 'ada@school.edu', password: 'a long password' };
let system: WholeSystem;
let mails: MailServer;
let provider: IdentityProvider;

beforeAll(async () => {
  if (!browser) return;
  mails = await startMailServer();
  system = await startWholeSystem(async (siteUrl) => {
    provider = await startIdentityProvider(siteUrl);
    const { issuer, clientId, clientSecret, name } = provider.settings;
    return {
      SMTP_URL: mails.url,
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: clientId,
      OIDC_CLIENT_SECRET: clientSecret,
      OIDC_NAME: name,
    };
  });
});

afterAll(async () => {
  await browser?.close();
  await system?.stop();
  await provider?.stop();
  await mails?.stop();
});

async function openPage(): Promise<{ page: Page; problems: string[] }> {
  const context = await browser!.newContext({ baseURL: system.url, viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  return { page, problems: watchForProblems(page) };
}

/** The link in the newest e-mail to an address that contains `part`. */
async function linkTo(address: string, part: string): Promise<string> {
  let link: string | undefined;
  await expect
    .poll(async () => (link = new RegExp(`http://\\S*${part}\\S*`).exec(await mails.mailTo(address))?.[0]), {
      timeout: patienceMs,
    })
    .toBeTruthy();
  return link!;
}

async function signIn(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

async function signOut(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `Account of ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('link', { name: 'Sign up' }).first().waitFor();
}

async function administer(page: Page, tab: string): Promise<void> {
  await page.goto('/administration');
  await page.getByRole('tab', { name: tab }).click();
}

async function invite(page: Page, email: string, role?: string): Promise<void> {
  await administer(page, 'Invitations');
  await page.getByLabel('E-mail addresses').fill(email);
  if (role) {
    await page.getByRole('combobox', { name: 'Role' }).click();
    await page.getByRole('option', { name: role }).click();
  }
  await page.getByRole('button', { name: 'Invite' }).click();
  await page.getByText('1 person is invited').waitFor();
}

test.skipIf(!browser)(
  'a school opens its site: who may come in, a second teacher by invitation, single sign-on, a lost password, ' +
    'a second factor, and the end of an account',
  async () => {
    onTestFailed(() => console.error(system.lines.slice(-40).join('\n')));
    const { page: ada, problems } = await openPage();
    await ada.goto(`/sign-up?token=${firstAccountToken(testSecret)}`);
    await ada.getByLabel('Name').fill(admin.name);
    await ada.getByLabel('E-mail').fill(admin.email);
    await ada.getByRole('textbox', { name: 'Password' }).fill(admin.password);
    await ada.getByRole('button', { name: 'Create account' }).click();
    await ada.getByRole('heading', { name: 'Your courses' }).waitFor();
    await ada.getByRole('link', { name: 'site administration' }).waitFor();

    await ada.goto(await linkTo(admin.email, '/confirm-email'));
    await ada.getByRole('button', { name: 'Confirm' }).click();
    await ada.getByText('ada@school.edu is confirmed.').waitFor();

    await administer(ada, 'Invitations');
    await ada.getByLabel('E-mail addresses').fill('dora@school.edu, nonsense');
    await ada.getByRole('button', { name: 'Invite' }).click();
    await ada.getByText('These are no e-mail addresses: nonsense').waitFor();

    await administer(ada, 'Site');
    await ada.getByLabel('Name of the site').fill('Seoul Vision');
    await ada.getByLabel('By invitation').check();
    await ada.getByRole('textbox', { name: 'Privacy' }).fill('# What we keep\n\nYour **runs**.');
    await ada.getByRole('button', { name: 'Save' }).click();
    await ada.getByText('Saved.').waitFor();
    await expect.poll(() => ada.title()).toBe('Site administration · Seoul Vision');
    await ada.getByRole('link', { name: 'Privacy' }).click();
    await ada.getByRole('heading', { name: 'What we keep' }).waitFor();

    const { page: eve, problems: eves } = await openPage();
    await eve.goto('/sign-up');
    await eve.getByText('Accounts are made by invitation here.').waitFor();
    // Who is in a roster may; she is in none.
    await eve.getByLabel('Name').fill('Eve');
    await eve.getByLabel('E-mail').fill('eve@elsewhere.example');
    await eve.getByRole('textbox', { name: 'Password' }).fill('another password');
    await eve.getByRole('button', { name: 'Create account' }).click();
    await eve.getByText('Use the link that your instructor gave you').waitFor();
    expect(eves.splice(0).filter((problem) => !problem.includes('403'))).toEqual([]);

    // A second teacher comes by the link in an e-mail.
    await invite(ada, 'tea@elsewhere.example', 'Teacher');
    await eve.goto(await linkTo('tea@elsewhere.example', '/sign-up'));
    await expect.poll(() => eve.getByLabel('E-mail').inputValue()).toBe('tea@elsewhere.example');
    await eve.getByLabel('Name').fill('Tea Teacher');
    await eve.getByRole('textbox', { name: 'Password' }).fill('another password');
    await eve.getByRole('button', { name: 'Create account' }).click();
    await eve.getByRole('button', { name: 'Create course' }).waitFor();

    // She forgets her password.
    await signOut(eve, 'Tea Teacher');
    await eve.goto('/sign-in');
    await eve.getByRole('link', { name: 'Forgot your password?' }).click();
    await eve.getByRole('heading', { name: 'A new password' }).waitFor();
    await eve.getByLabel('E-mail').fill('tea@elsewhere.example');
    await eve.getByRole('button', { name: 'Send a link' }).click();
    await eve.getByText('a link to set a new password is on its way').waitFor();
    await eve.goto(await linkTo('tea@elsewhere.example', '/reset-password'));
    await eve.getByLabel('New password').fill('seven grey umbrellas');
    await eve.getByRole('button', { name: 'Set password' }).click();
    await eve.getByText('Your new password is set.').waitFor();

    // She sets up a second factor, and signs in with it.
    await signIn(eve, { email: 'tea@elsewhere.example', password: 'seven grey umbrellas' });
    await eve.getByRole('heading', { name: 'Your courses' }).waitFor();
    await eve.goto('/settings');
    await eve.getByRole('button', { name: 'Set up' }).click();
    const dialog = eve.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Your password' }).fill('seven grey umbrellas');
    await dialog.getByRole('button', { name: 'Continue' }).click();
    await dialog.getByRole('img', { name: 'QR code for your authenticator app' }).waitFor();
    const secret = await dialog.getByText('Or type this into the app').locator('code').textContent();
    const app = URI.parse(`otpauth://totp/Downstream:tea?secret=${secret}&issuer=Downstream`) as TOTP;
    await dialog.getByLabel('Code').fill(app.generate());
    await dialog.getByRole('button', { name: 'Continue' }).click();
    await dialog.getByRole('button', { name: 'I have kept them' }).click();
    await signOut(eve, 'Tea Teacher');
    await signIn(eve, { email: 'tea@elsewhere.example', password: 'seven grey umbrellas' });
    await eve.getByLabel('Code').fill(app.generate());
    await eve.getByRole('button', { name: 'Sign in', exact: true }).click();
    await eve.getByRole('heading', { name: 'Your courses' }).waitFor();
    await eve.goto('/settings');
    await eve.getByText('This one').waitFor();

    // A student comes by single sign-on, once invited.
    const { page: min, problems: mins } = await openPage();
    const signInElsewhere = async () => {
      await min.goto('/sign-in');
      await min.getByRole('button', { name: 'Sign in with Example University' }).click();
      await min.waitForURL(/interaction|sign-in\?error|courses/);
      for (const label of ['Sign-in', 'Continue']) {
        if (!min.url().includes('/interaction/')) return;
        if (label === 'Sign-in') {
          await min.locator('input[name=login]').fill('min@school.edu');
          await min.locator('input[name=password]').fill('any');
        }
        await min.getByRole('button', { name: label }).click();
        await min.waitForURL(label === 'Sign-in' ? /interaction|error=|courses/ : /error=|courses/);
      }
    };
    await signInElsewhere();
    await min.getByText('Accounts are made by invitation here.').waitFor();
    await invite(ada, 'min@school.edu');
    await signInElsewhere();
    await min.getByRole('button', { name: 'Account of min Kim' }).waitFor();

    // The administrator finds people, gives a role, and hands out a link for a password.
    await administer(ada, 'Accounts');
    await ada.getByLabel('Search').fill('tea');
    const row = ada.getByRole('row').filter({ hasText: 'Tea Teacher' });
    await row.waitFor();
    await row.getByText('Second factor', { exact: true }).waitFor();
    await row.getByRole('button', { name: 'Password link' }).click();
    await ada.getByRole('button', { name: 'Make the link' }).click();
    await ada.getByText('/reset-password?token=').waitFor();
    await ada.keyboard.press('Escape');
    await ada.getByLabel('Search').fill('min');
    const minsRow = ada.getByRole('row').filter({ hasText: 'min Kim' });
    await minsRow.getByRole('combobox').click();
    await ada.getByRole('option', { name: 'Teacher' }).click();
    await ada.getByText('min Kim has another role now.').waitFor();

    // The student takes a copy of the data, and leaves for good.
    await min.goto('/settings');
    const download = min.waitForEvent('download');
    await min.getByRole('link', { name: 'Download my data' }).click();
    expect((await download).suggestedFilename()).toBe('my-data.zip');
    await min.getByRole('button', { name: 'Erase my account' }).click();
    await min.getByRole('dialog').getByLabel('Type min@school.edu to confirm').fill('min@school.edu');
    await min.getByRole('button', { name: 'Erase for good' }).click();
    await min.getByText('Your account is erased.').waitFor();
    await min.getByRole('link', { name: 'Sign in' }).first().waitFor();
    await ada.reload();
    await ada.getByLabel('Search').fill('min@school.edu');
    await ada.getByText('Nobody matches').waitFor();

    // The provider's own pages ask for a font elsewhere.
    const ofProvider = (problem: string) => problem.includes(provider.settings.issuer) || problem.includes('fonts.');
    const unexpected = [...problems, ...eves, ...mins].filter((problem) => !ofProvider(problem));
    expect(unexpected).toEqual([]);
  },
);
